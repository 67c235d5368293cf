package io.dither.learn.internal.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Costs;
import io.dither.learn.Learner;
import io.dither.learn.SimulatedRoads;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.noise.Noise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One search for all trips of one origin. */
class SharedSearchesTest {
    /** 25 crossings, so that many trips start at each. */
    private static final SimulatedRoads ROADS = new SimulatedRoads(5, 3);

    private static Learner learner(boolean moments) {
        Learner learner = Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES))
                .samples(4)
                .seed(2);
        return moments ? learner.moments() : learner.noise(Noise.gamma(3)).epsilon(0.3);
    }

    private static List<Observation> trips(boolean moments, int count) {
        return ROADS.trips(count, moments ? Noise.gaussian() : Noise.gamma(3), 0.3, moments, 5);
    }

    @Test
    void tripsOfOneOriginAddUpInAnyOrder() {
        List<Observation> trips = trips(true, 100);
        List<Observation> sums = SharedSearches.of(trips);
        assertEquals(25, sums.size());
        double[] all = new double[ROADS.features.rows()];
        for (Observation one : sums) {
            double[] y = one.target().values();
            Arrays.setAll(all, i -> all[i] + y[i]);
        }
        for (Observation one : trips) {
            double[] y = one.target().values();
            Arrays.setAll(all, i -> all[i] - y[i]);
        }
        assertArrayEquals(new double[all.length], all);
        List<Observation> mixed = new ArrayList<>(trips);
        Collections.shuffle(mixed, new Random(1));
        assertEquals(
                sums.stream().map(Observation::id).sorted().toList(),
                SharedSearches.of(mixed).stream().map(Observation::id).sorted().toList());
    }

    @Test
    void clustersWeightsAndMeansAreNotMixed() {
        Observation one = trips(true, 1).get(0);
        Observation same = new Observation(
                "same",
                one.features(),
                one.oracle(),
                one.target(),
                new Observation.Attributes(1, new double[0], "same", new double[0]));
        assertEquals(1, SharedSearches.of(List.of(one, same)).size());
        assertSame(one, SharedSearches.of(List.of(one)).get(0));
        assertEquals(2, SharedSearches.of(List.of(one, same.withWeight(2))).size());
        assertEquals(
                2, SharedSearches.of(List.of(one, same.withCluster("anna"))).size());
        List<Observation> hers = SharedSearches.of(List.of(one.withCluster("anna"), same.withCluster("anna")));
        assertEquals("anna", hers.get(0).cluster());
        assertEquals(1, hers.size());
        Observation costs = Observation.of("costs", one.features(), one.oracle(), Costs.of(one.costs()));
        assertEquals(2, SharedSearches.of(List.of(one, costs)).size());
        assertThrows(InvalidArgumentException.class, () -> SharedSearches.of(List.of(costs)));
    }

    /** The same truth, from fewer searches; the mean loss is that of a trip. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void weightsAreFoundFromSums(boolean moments) {
        List<Observation> trips = trips(moments, 300);
        Fitted each = learner(moments).fit(trips);
        Fitted shared = learner(moments).shareSearches().fit(trips);
        assertEquals(Fitted.Status.CONVERGED, shared.status());
        assertEquals(300, shared.examples());
        assertTrue(shared.message().startsWith("standard errors are computed from 25 sums"), shared.message());
        for (int k = moments ? 1 : 0; k < 3; k++) {
            Weight weight = shared.weights().get(k);
            assertEquals(SimulatedRoads.TRUTH[k], weight.estimate(), 4 * weight.standardError());
            double ratio = weight.standardError() / each.weights().get(k).standardError();
            assertTrue(ratio > 0.6 && ratio < 2.2, ratio + " times the error");
        }
        if (!moments) {
            assertEquals(each.loss(), shared.loss(), 0.2 * Math.abs(each.loss()));
        }
    }

    @Test
    void whoWantsNoIntervalsIsToldNothingOfFewSums() {
        Learner learner = learner(false).withoutIntervals().shareSearches();
        String message = learner.fit(trips(false, 60)).message();
        assertFalse(message.contains("sums"), message);
    }

    /** A penalty is against the mean over trips, whether or not they are added up. */
    @Test
    void penaltiesCountTrips() {
        List<Observation> trips = trips(false, 300);
        double each = learner(false)
                .l2(0.5)
                .withoutIntervals()
                .fit(trips)
                .weight("climb")
                .estimate();
        double shared = learner(false)
                .l2(0.5)
                .withoutIntervals()
                .shareSearches()
                .fit(trips)
                .weight("climb")
                .estimate();
        double free =
                learner(false).withoutIntervals().fit(trips).weight("climb").estimate();
        assertEquals(each, shared, 0.1 * (free - each));
    }

    @Test
    void otherLossesAndClustersAreRefused() {
        List<Observation> trips = trips(true, 3);
        Learner learner = learner(true).shareSearches();
        assertThrows(
                InvalidArgumentException.class,
                () -> learner.workload(trips.get(0).oracle()));
        assertThrows(
                InvalidArgumentException.class,
                () -> learner.loss("recursive-logit").fit(trips));
    }
}
