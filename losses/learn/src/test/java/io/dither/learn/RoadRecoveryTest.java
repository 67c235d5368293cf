package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.noise.Noise;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Weights of streets from trips, under the noise that made the trips. */
class RoadRecoveryTest {
    private static final SimulatedRoads ROADS = new SimulatedRoads(8, 1);

    private static void assertNear(double truth, Weight weight) {
        assertTrue(Math.abs(weight.estimate() - truth) < 4 * weight.standardError(), weight.toString());
        assertTrue(weight.standardError() < 0.25 * Math.abs(truth), weight.toString());
    }

    /** In the logarithm, in which the interval of epsilon is even. */
    private static void assertEpsilonNear(double truth, Fitted fitted) {
        double error = fitted.epsilonError() / fitted.epsilon();
        assertTrue(Math.abs(Math.log(fitted.epsilon() / truth)) < 4 * error, fitted.toString());
    }

    @Tag("long")
    @Test
    void oneSidedNoise() {
        List<Observation> trips = ROADS.trips(300, Noise.gamma(3), 0.3, false, 11);
        Fitted fitted = Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES))
                .noise("gamma:shape=3")
                .epsilon(0.3)
                .samples(10)
                .threads(2)
                .fit(trips);
        assertEquals(Fitted.Status.CONVERGED, fitted.status());
        for (int k = 0; k < 3; k++) {
            assertNear(SimulatedRoads.TRUTH[k], fitted.weights().get(k));
        }
    }

    @Tag("long")
    @Test
    void oneSidedNoiseWithEpsilonLearntInTheUnitOfLength() {
        List<Observation> trips = ROADS.trips(300, Noise.gamma(3), 0.3, false, 11);
        Fitted fitted = Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES))
                .noise("gamma:shape=3")
                .fix("length", 1)
                .learnEpsilon()
                .samples(10)
                .threads(2)
                .fit(trips);
        assertNear(2, fitted.weight("climb"));
        assertNear(1.5, fitted.weight("light"));
        assertEpsilonNear(0.3, fitted);
    }

    @Test
    void momentsUnderLognormalNoiseWithEpsilonLearnt() {
        List<Observation> trips = ROADS.trips(200, Noise.gaussian(), 0.3, true, 12);
        Fitted fitted = Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES))
                .moments()
                .samples(3)
                .threads(2)
                .fit(trips);
        assertEquals(Fitted.Status.CONVERGED, fitted.status());
        assertNear(2, fitted.weight("climb"));
        assertNear(1.5, fitted.weight("light"));
        assertEpsilonNear(0.3, fitted);
    }

    @Test
    void aWeightFixedAtZeroIsNoUnit() {
        List<Observation> trips = ROADS.trips(30, Noise.gaussian(), 0.3, true, 12);
        Learner learner =
                Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES)).moments().fix("length", 0);
        assertEquals(1, learner.fit(trips).weight("climb").estimate(), 1e-12);
        learner.fix("climb", 0).fix("light", 0);
        InvalidArgumentException refused = assertThrows(InvalidArgumentException.class, () -> learner.fit(trips));
        assertTrue(String.valueOf(refused.getMessage()).contains("Maybe fix one at 1"), refused.getMessage());
    }
}
