package io.dither.jgrapht.subgraphs;

import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Sense;
import io.dither.testing.BruteForceOracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** All feasible points of tiny graph problems, by their definitions. */
final class Vertices {
    private Vertices() {}

    static BruteForceOracle matchings(FlatGraph graph, Sense sense, boolean perfect) {
        return BruteForceOracle.zeroOne(sense, graph.tails.length, y -> {
            int[] degree = degrees(graph, y);
            return Arrays.stream(degree).allMatch(d -> perfect ? d == 1 : d <= 1);
        });
    }

    private static int[] degrees(FlatGraph graph, double[] y) {
        int[] degree = new int[graph.vertices.size()];
        for (int e = 0; e < y.length; e++) {
            degree[graph.tails[e]] += (int) y[e];
            degree[graph.heads[e]] += (int) y[e];
        }
        return degree;
    }

    /** What leads out of a set with the source but not the target. */
    static BruteForceOracle cuts(FlatGraph graph, int source, int target) {
        List<double[]> cuts = new ArrayList<>();
        for (int set = 0; set < 1 << graph.vertices.size(); set++) {
            if ((set >> source & 1) == 1 && (set >> target & 1) == 0) {
                double[] cut = new double[graph.tails.length];
                for (int e = 0; e < cut.length; e++) {
                    int tail = set >> graph.tails[e] & 1;
                    int head = set >> graph.heads[e] & 1;
                    cut[e] = (tail == 1 && head == 0) || (!graph.directed && tail != head) ? 1 : 0;
                }
                cuts.add(cut);
            }
        }
        return BruteForceOracle.of(Sense.MINIMIZE, cuts.toArray(double[][]::new));
    }

    static BruteForceOracle arborescences(FlatGraph graph, int root, Sense sense) {
        return BruteForceOracle.zeroOne(sense, graph.tails.length, y -> {
            int[] entering = new int[graph.vertices.size()];
            for (int e = 0; e < y.length; e++) {
                entering[graph.heads[e]] += (int) y[e];
            }
            entering[root]++;
            return Arrays.stream(entering).allMatch(d -> d == 1) && reach(graph, root, y) == (1 << entering.length) - 1;
        });
    }

    /** The edges that connect the terminals, and maybe more. */
    static BruteForceOracle connecting(FlatGraph graph, int terminals) {
        int first = Integer.numberOfTrailingZeros(terminals);
        Predicate<double[]> connects = y -> (reach(graph, first, y) & terminals) == terminals;
        return BruteForceOracle.zeroOne(Sense.MINIMIZE, graph.tails.length, connects);
    }

    /** The set of vertices that the ones of y lead to. */
    private static int reach(FlatGraph graph, int from, double[] y) {
        int reached = 1 << from;
        for (int round = 0; round < graph.vertices.size(); round++) {
            for (int e = 0; e < y.length; e++) {
                if (y[e] == 1 && (reached >> graph.tails[e] & 1) == 1) {
                    reached |= 1 << graph.heads[e];
                }
                if (y[e] == 1 && !graph.directed && (reached >> graph.heads[e] & 1) == 1) {
                    reached |= 1 << graph.tails[e];
                }
            }
        }
        return reached;
    }

    static BruteForceOracle tours(int n) {
        List<double[]> tours = new ArrayList<>();
        int[] order = new int[n];
        permute(order, 1, 1, tours);
        return BruteForceOracle.of(Sense.MINIMIZE, tours.toArray(double[][]::new));
    }

    /** City 0 comes first. */
    private static void permute(int[] order, int placed, int used, List<double[]> tours) {
        int n = order.length;
        if (placed == n) {
            double[] y = new double[n * (n - 1) / 2];
            for (int k = 0; k < n; k++) {
                int u = Math.min(order[k], order[(k + 1) % n]);
                int v = Math.max(order[k], order[(k + 1) % n]);
                int edge = v - u - 1;
                for (int w = 0; w < u; w++) {
                    edge += n - 1 - w;
                }
                y[edge] = 1;
            }
            tours.add(y);
            return;
        }
        for (int city = 1; city < n; city++) {
            if ((used >> city & 1) == 0) {
                order[placed] = city;
                permute(order, placed + 1, used | 1 << city, tours);
            }
        }
    }
}
