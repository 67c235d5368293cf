package io.dither.ortools.network;

import io.dither.oracle.Sense;
import io.dither.oracle.capability.Membership;
import io.dither.random.KeyedRandom;
import io.dither.testing.BruteForceOracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Networks for the tests, and all whole flows of small ones. */
public final class FlowGraphs {
    private FlowGraphs() {}

    static double[] gaussians(long seed, int length) {
        KeyedRandom random = new KeyedRandom(seed);
        double[] values = new double[length];
        Arrays.setAll(values, i -> random.nextGaussian());
        return values;
    }

    /** Two plants, a hub and two shops, with a cycle between the hub and one shop. */
    static FlowNetwork small(long capacity) {
        return FlowNetwork.builder()
                .arc("p", "h", capacity)
                .arc("q", "h", capacity)
                .arc("h", "s", capacity)
                .arc("h", "t", capacity)
                .arc("s", "t", 1)
                .arc("t", "h", 1)
                .arc("p", "s", 1)
                .arc("p", "q", 1)
                .build();
    }

    /** A random network through which each node reaches the next. */
    public static FlowNetwork random(int nodes, int arcs, int capacity, long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        FlowNetwork.Builder builder = FlowNetwork.builder();
        for (int a = 0; a < arcs; a++) {
            int from = a < nodes - 1 ? a : random.nextInt(nodes);
            int to = a < nodes - 1 ? a + 1 : (from + 1 + random.nextInt(nodes - 1)) % nodes;
            builder.arc("v" + from, "v" + to, a < nodes - 1 ? (long) nodes * capacity : 1 + random.nextInt(capacity));
        }
        return builder.build();
    }

    /** What the network can carry for sure: one unit from each node to the last. */
    public static long[] supplies(FlowNetwork network) {
        long[] supplies = new long[network.nodes()];
        for (int node = 0; node < supplies.length - 1; node++) {
            supplies[node] = 1;
        }
        supplies[supplies.length - 1] = 1L - supplies.length;
        return supplies;
    }

    /** All whole points of a box that are members. */
    static BruteForceOracle list(Membership oracle, long most) {
        List<double[]> members = new ArrayList<>();
        double[] y = new double[oracle.dimension()];
        int at = 0;
        while (at < y.length) {
            if (oracle.violation(y).isEmpty()) {
                members.add(y.clone());
            }
            for (at = 0; at < y.length && y[at] == most; at++) {
                y[at] = 0;
            }
            if (at < y.length) {
                y[at]++;
            }
        }
        return BruteForceOracle.of(Sense.MINIMIZE, members.toArray(new double[0][]));
    }
}
