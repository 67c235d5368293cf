package io.dither.experiments.learning;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.text.Numbers;
import io.dither.learn.Learner;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
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

/** The recursive logit beside a model of trips, on the page too. */
class RecursiveLogitTest {
    private static final List<Observation> TRIPS = new SimulatedTrips(6, 1).trips(120, Noise.gamma(5), 0.4, false, 5);
    private static final Holdout PARTS = Holdout.split(TRIPS, 0.3, 1);

    private static RecursiveLogit logit(SharedLinearModel model, Holdout parts) {
        return RecursiveLogit.of(model, parts, 2, PluginCatalogue.discover()).orElseThrow();
    }

    private static LearningReport report(RecursiveLogit logit) {
        Fitted fitted = Learner.of(SimulatedTrips.MODEL).samples(5).fit(PARTS.training());
        try (Predictor predictor = Predictor.of(fitted)) {
            List<Outcome> held =
                    PARTS.held().stream().map(one -> Outcome.of(one, predictor)).toList();
            return LearningReport.of("trips", fitted)
                    .training(fitted)
                    .held(held)
                    .recursiveLogit(logit);
        }
    }

    @Test
    void itDecidesTheHeldOutTripsAndTellsTheirLikelihood() {
        RecursiveLogit logit = logit(SimulatedTrips.MODEL, PARTS);
        Metric mean = requireNonNull(logit.logLikelihood());
        assertTrue(mean.value() < 0
                && mean.low() < mean.value()
                && mean.examples() == PARTS.held().size());
        LearningReport report = report(logit);
        Comparison comparison = requireNonNull(report.figures().comparison());
        assertTrue(comparison.metrics().containsKey(RecursiveLogit.NAME));
        assertTrue(
                comparison.differences().stream().anyMatch(one -> one.baseline().equals(RecursiveLogit.NAME)));
        String page = report.page().html();
        assertTrue(page.contains(Numbers.text(mean.value(), mean.standardError()) + " on average"), page);
        requireNonNull(logit.fitted())
                .weights()
                .forEach(weight -> assertTrue(
                        page.contains(">" + Numbers.text(weight.estimate(), weight.standardError()) + "<"),
                        weight.toString()));
    }

    @Test
    void whereItHasNoFitThePageSaysWhy() {
        RecursiveLogit logit = logit(SharedLinearModel.of(SimulatedTrips.MODEL.names(), Link.SOFTPLUS), PARTS);
        assertNull(logit.fitted());
        assertTrue(logit.reason().contains("a smaller epsilon"), logit.reason());
        String page = report(logit).page().html();
        assertTrue(page.contains("It has no fit here: " + logit.reason()), page);
    }

    @Test
    void tooManyArcsAreLeftToALearnerOfTheirOwn() {
        List<Observation> trips = new SimulatedTrips(60, 1).trips(90, Noise.gamma(5), 0.4, false, 5);
        RecursiveLogit logit = logit(SimulatedTrips.MODEL, Holdout.split(trips, 0.3, 1));
        assertTrue(logit.reason().contains("take too long for a page"), logit.reason());
    }

    @Test
    void choicesThatAreNoPathsHaveNone() {
        Holdout offers = Holdout.split(SimulatedChoices.offers(20, 1, false), 0.3, 1);
        assertEquals(
                java.util.Optional.empty(),
                RecursiveLogit.of(SimulatedChoices.MODEL, offers, 1, PluginCatalogue.discover()));
    }
}
