package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.oracle.capability.Network;
import io.dither.oracle.capability.Trip;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Weights of streets from walks that are drawn from the recursive logit itself. */
class RecursiveLogitTest {
    private static final SimulatedRoads ROADS = new SimulatedRoads(7, 3);
    private static final double EPSILON = 0.5;
    private static final Network NETWORK = ROADS.paths.trip().map(Trip::network).orElseThrow();

    /** (I - M)^-1 at the true weights, by a dense solver. */
    private static final DMatrixRMaj SUMS = sums();

    private static double factor(int arc) {
        return Math.exp(-ROADS.features.dot(NETWORK.coordinate(arc), SimulatedRoads.TRUTH, 0) / EPSILON);
    }

    private static DMatrixRMaj sums() {
        DMatrixRMaj matrix = CommonOps_DDRM.identity(NETWORK.vertices());
        for (int a = 0; a < NETWORK.arcs(); a++) {
            matrix.add(NETWORK.tail(a), NETWORK.head(a), -factor(a));
        }
        assertTrue(CommonOps_DDRM.invert(matrix));
        return matrix;
    }

    /** Walks that step along each arc, or end at the target, with the probabilities of the chain. */
    private static double[] walk(int source, int target, KeyedRandom random) {
        double[] y = new double[ROADS.features.rows()];
        int v = source;
        while (true) {
            double left = random.nextDouble() * SUMS.get(v, target);
            int next = -1;
            for (int a = NETWORK.firstFrom(v); a < NETWORK.firstFrom(v + 1) && next < 0; a++) {
                left -= factor(a) * SUMS.get(NETWORK.head(a), target);
                next = left < 0 ? a : -1;
            }
            if (next < 0) {
                return y; // what is left is the end, 1 of z at the target
            }
            y[NETWORK.coordinate(next)]++;
            v = NETWORK.head(next);
        }
    }

    /** A walk may take a street twice, which the oracle of paths does not know: the mean of one observation is not checked. */
    private static List<Observation> trips(int count, long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        List<Observation> trips = new ArrayList<>();
        int n = NETWORK.vertices();
        for (int i = 0; i < count; i++) {
            int source = (int) (n * random.nextDouble());
            int target = (source + 1 + (int) ((n - 1) * random.nextDouble())) % n;
            trips.add(Observation.of(
                    "trip " + i,
                    ROADS.features,
                    ROADS.paths.between(source, target),
                    Decision.mean(walk(source, target, random))));
        }
        return trips;
    }

    private static Learner learner(double epsilon) {
        return Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES))
                .loss("recursive-logit:epsilon=" + epsilon)
                .threads(2);
    }

    @Test
    void weightsAreRecoveredWithErrorsOfTheLikelihood() {
        List<Observation> trips = trips(400, 5);
        Fitted fitted = learner(EPSILON).fit(trips);
        Fitted byModel = learner(EPSILON).errors(FitSettings.Errors.MODEL).fit(trips);
        assertEquals(Fitted.Status.CONVERGED, fitted.status());
        assertEquals(EPSILON, fitted.epsilon());
        for (int k = 0; k < 3; k++) {
            Weight weight = fitted.weights().get(k);
            double error = weight.standardError();
            assertTrue(Math.abs(weight.estimate() - SimulatedRoads.TRUTH[k]) < 3 * error, weight.toString());
            assertTrue(error < 0.1 * SimulatedRoads.TRUTH[k], weight.toString());
            assertEquals(1, byModel.weights().get(k).standardError() / error, 0.25);
        }
    }

    /** 0.95 of 300 histories within 3.2 binomial standard errors. */
    @Tag("long")
    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        int histories = 300;
        double[] held = new double[3];
        double[] mean = new double[3];
        for (int h = 0; h < histories; h++) {
            Fitted fitted = learner(EPSILON).fit(trips(100, 1000 + h));
            for (int k = 0; k < 3; k++) {
                Weight weight = fitted.weights().get(k);
                boolean holds = weight.low() <= SimulatedRoads.TRUTH[k] && SimulatedRoads.TRUTH[k] <= weight.high();
                held[k] += holds ? 1.0 / histories : 0;
                mean[k] += weight.estimate() / histories;
            }
        }
        for (int k = 0; k < 3; k++) {
            assertEquals(0.95, held[k], 0.04, "coverage of " + SimulatedRoads.NAMES[k] + ", mean " + mean[k]);
            assertEquals(1, mean[k] / SimulatedRoads.TRUTH[k], 0.03);
        }
    }

    @Test
    void epsilonIsLearntInTheUnitOfAFixedWeight() {
        Fitted fitted = learner(1).fix("length", 1).learnEpsilon().fit(trips(400, 6));
        assertTrue(Math.abs(fitted.epsilon() - EPSILON) < 3 * fitted.epsilonError(), fitted.toString());
        Weight climb = fitted.weight("climb");
        assertTrue(Math.abs(climb.estimate() - 2) < 3 * climb.standardError(), climb.toString());
    }

    @Test
    void weightsAreInUnitsOfEpsilonAndThreadsChangeNoBit() {
        List<Observation> trips = trips(60, 7);
        Fitted one = learner(1).threads(1).fit(trips);
        Fitted two = learner(1).fit(trips);
        Fitted half = learner(0.5).fit(trips);
        for (int k = 0; k < 3; k++) {
            double estimate = one.weights().get(k).estimate();
            assertEquals(estimate, two.weights().get(k).estimate());
            assertEquals(estimate / 2, half.weights().get(k).estimate(), 1e-6 * Math.abs(estimate));
        }
    }

    @Test
    void aLinkThatKeepsCostsTooSmallIsRefusedBeforeTheSearch() {
        InvalidArgumentException refused = assertThrows(
                InvalidArgumentException.class,
                () -> Learner.of(SharedLinearModel.of(List.of(SimulatedRoads.NAMES), Link.SOFTPLUS))
                        .loss("recursive-logit")
                        .fit(trips(5, 8)));
        assertTrue(String.valueOf(refused.getMessage()).contains("a smaller epsilon"), refused.getMessage());
    }
}
