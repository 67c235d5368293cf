package io.dither.learn.diagnose;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.learn.Learner;
import io.dither.learn.Outcome;
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

/** The recursive logit beside a model of trips. */
class RecursiveLogitTest {
    private static final List<Observation> TRIPS = new SimulatedTrips(6, 1).trips(120, Noise.gamma(5), 0.4, false, 5);
    private static final Holdout PARTS = Holdout.split(TRIPS, 0.3, 1);

    private static RecursiveLogit logit(SharedLinearModel model, Holdout parts) {
        return RecursiveLogit.of(model, parts, 2, PluginCatalogue.discover()).orElseThrow();
    }

    @Test
    void itDecidesTheHeldOutTripsAndTellsTheirLikelihood() {
        RecursiveLogit logit = logit(SimulatedTrips.MODEL, PARTS);
        Metric mean = requireNonNull(logit.logLikelihood());
        assertTrue(mean.value() < 0
                && mean.low() < mean.value()
                && mean.examples() == PARTS.heldOut().size());
        Fitted own = requireNonNull(logit.fitted());
        Outcome first = logit.outcomes().get(0);
        double[] costs = own.model().theta(own.parameters(), first.observation().features());
        assertEquals(first.predicted().objective(costs), first.cost(), "no noise adds to what its paths cost");
        Fitted fitted = Learner.of(SimulatedTrips.MODEL).samples(5).fit(PARTS.training());
        Diagnosis diagnosis =
                Diagnosis.of(fitted, PARTS.training(), PARTS.heldOut()).with(logit);
        assertTrue(diagnosis.comparison().metrics().containsKey(RecursiveLogit.NAME));
        assertTrue(diagnosis.comparison().differences().stream()
                .anyMatch(one -> one.baseline().equals(RecursiveLogit.NAME)));
    }

    @Test
    void whereItHasNoFitItSaysWhy() {
        RecursiveLogit logit = logit(SharedLinearModel.of(SimulatedTrips.MODEL.names(), Link.SOFTPLUS), PARTS);
        assertNull(logit.fitted());
        assertTrue(logit.reason().contains("a smaller epsilon"), logit.reason());
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
