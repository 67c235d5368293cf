package io.dither.experiments.learning;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.text.Numbers;
import io.dither.learn.Learner;
import io.dither.learn.diagnose.Diagnosis;
import io.dither.learn.diagnose.RecursiveLogit;
import io.dither.learn.diagnose.SimulatedTrips;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Link;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.noise.Noise;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The recursive logit on the page of a model of trips. */
class RecursiveLogitSectionTest {
    private static final List<Observation> TRIPS = new SimulatedTrips(6, 1).trips(60, Noise.gamma(5), 0.4, false, 5);
    private static final Holdout PARTS = Holdout.split(TRIPS, 0.3, 1);
    private static final Fitted FITTED =
            Learner.of(SimulatedTrips.MODEL).samples(5).fit(PARTS.training());
    private static final Diagnosis DIAGNOSIS = Diagnosis.of(FITTED, PARTS.training(), PARTS.heldOut());

    private static RecursiveLogit logit(SharedLinearModel model) {
        return RecursiveLogit.of(model, PARTS, 2, PluginCatalogue.discover()).orElseThrow();
    }

    private static String page(RecursiveLogit logit) {
        return LearningReport.of("trips", FITTED)
                .diagnosis(DIAGNOSIS.with(logit))
                .html();
    }

    @Test
    void thePageShowsItsLikelihoodAndItsWeights() {
        RecursiveLogit logit = logit(SimulatedTrips.MODEL);
        Metric mean = requireNonNull(logit.logLikelihood());
        String page = page(logit);
        assertTrue(page.contains("per held-out path is " + Numbers.text(mean.value(), mean.standardError())), page);
        requireNonNull(logit.fitted())
                .weights()
                .forEach(weight -> assertTrue(
                        page.contains(">" + Numbers.text(weight.estimate(), weight.standardError()) + "<"),
                        weight.toString()));
    }

    @Test
    void whereItHasNoFitThePageSaysWhy() {
        RecursiveLogit logit = logit(SharedLinearModel.of(SimulatedTrips.MODEL.names(), Link.SOFTPLUS));
        String page = page(logit);
        assertTrue(page.contains("Not fitted: " + logit.reason()), page);
    }
}
