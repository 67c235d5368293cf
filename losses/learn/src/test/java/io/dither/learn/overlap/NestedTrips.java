package io.dither.learn.overlap;

import io.dither.layer.Decision;
import io.dither.learn.SimulatedRoads;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.capability.Network;
import io.dither.oracle.capability.PathOracle;
import io.dither.oracle.capability.Trip;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Walks through streets by the nested recursive logit itself: scales grow with the degree of a corner, and values are found by going
 * on until they stay.
 *
 * @param network the streets
 * @param costs of each street
 * @param scales of each corner
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record NestedTrips(Network network, double[] costs, double[] scales) {
    private static final int MOST = 2_000;

    static NestedTrips of(SimulatedRoads roads, Network network, double unit, double perDegree) {
        double[] costs = new double[roads.features.rows()];
        Arrays.setAll(costs, j -> {
            double sum = 0;
            for (int k = 0; k < SimulatedRoads.TRUTH.length; k++) {
                sum += SimulatedRoads.TRUTH[k] * roads.features.get(j, k);
            }
            return sum;
        });
        double[] scales = new double[network.vertices()];
        Arrays.setAll(scales, v -> unit * Math.exp(perDegree * (network.firstFrom(v + 1) - network.firstFrom(v))));
        return new NestedTrips(network, costs, scales);
    }

    private double[] values(int target) {
        double[] values = new double[scales.length];
        Arrays.fill(values, -100);
        values[target] = 0;
        for (int sweep = 0; sweep < MOST; sweep++) {
            for (int v = 0; v < values.length; v++) {
                double sum = v == target ? 1 : 0;
                for (int a = network.firstFrom(v); a < network.firstFrom(v + 1); a++) {
                    sum += Math.exp((values[network.head(a)] - costs[network.coordinate(a)]) / scales[v]);
                }
                values[v] = scales[v] * Math.log(sum);
            }
        }
        return values;
    }

    private double[] walk(int source, int target, KeyedRandom random) {
        double[] values = values(target);
        double[] y = new double[costs.length];
        int v = source;
        while (true) {
            double left = random.nextDouble();
            int next = -1;
            for (int a = network.firstFrom(v); a < network.firstFrom(v + 1) && next < 0; a++) {
                left -= Math.exp((values[network.head(a)] - costs[network.coordinate(a)] - values[v]) / scales[v]);
                next = left < 0 ? a : -1;
            }
            if (next < 0) {
                return y;
            }
            y[network.coordinate(next)]++;
            v = network.head(next);
        }
    }

    /** Trips between the ends of others; a walk may take a street twice, which the oracle of paths does not know. */
    List<Observation> between(List<Observation> others, long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        List<Observation> trips = new ArrayList<>();
        for (Observation one : others) {
            Trip ends =
                    one.oracle().as(PathOracle.class).flatMap(PathOracle::trip).orElseThrow();
            LinearOracle oracle = one.oracle();
            trips.add(Observation.of(
                    one.id(), one.features(), oracle, Decision.mean(walk(ends.source(), ends.target(), random))));
        }
        return trips;
    }
}
