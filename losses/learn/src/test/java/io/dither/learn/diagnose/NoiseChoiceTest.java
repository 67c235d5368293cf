package io.dither.learn.diagnose;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.Learner;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The noise that made decisions is found, and the other one refuted. */
class NoiseChoiceTest {
    private static final SimulatedTrips ROADS = new SimulatedTrips(8, 1);

    private static NoiseChoice choice(List<Observation> trips) {
        return NoiseChoice.of(
                () -> Learner.of(SimulatedTrips.MODEL).samples(5).threads(2).withoutIntervals(),
                Holdout.split(trips, 0.5, 3),
                false,
                40,
                7);
    }

    @Tag("long")
    @Test
    void oneSidedNoiseFitsItsOwnDecisions() {
        NoiseChoice choice = choice(ROADS.trips(500, Noise.gamma(5), 0.4, false, 20));
        assertFalse(choice.comparisons().get(0).moments().isRejected(), choice.toString());
        assertTrue(choice.comparisons().get(1).moments().isRejected(), choice.toString());
        assertTrue(choice.difference().high() < 0, choice.toString());
        assertTrue(choice.verdict().startsWith("One-sided noise fits"), choice.verdict());
    }

    @Tag("long")
    @Test
    void lognormalNoiseFitsItsOwnDecisions() {
        NoiseChoice choice = choice(ROADS.trips(500, Noise.gaussian(), 0.5, true, 40));
        assertTrue(choice.comparisons().get(0).moments().isRejected(), choice.toString());
        assertFalse(choice.comparisons().get(1).moments().isRejected(), choice.toString());
        assertTrue(choice.difference().low() > 0, choice.toString());
        assertTrue(choice.verdict().startsWith("Lognormal noise fits"), choice.verdict());
        assertTrue(choice.verdict().contains("biased weights if the other noise"), choice.verdict());
    }

    @Test
    void anOracleOfAnyCostsIsRefused() {
        Observation one = Observation.of("a", Features.of(new double[] {1}, new double[] {2}), Oracles.argmax(2), 0, 1);
        assertFalse(NoiseChoice.isFor(List.of(one)));
        Holdout parts = new Holdout(List.of(one), List.of(one));
        InvalidArgumentException refused = assertThrows(
                InvalidArgumentException.class,
                () -> NoiseChoice.of(() -> Learner.of(SimulatedTrips.MODEL), parts, false, 10, 1));
        assertTrue(refused.toString().contains("allows costs below 0"), refused.toString());
    }
}
