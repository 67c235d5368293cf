package io.dither.experiments.warcraft;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The quality of the predicted path of each map.
 *
 * @param byMap the quality of each path, in the order of the maps
 */
record Outcomes(List<Outcome> byMap) {
    /** Rounding: if the same costs are added in two orders, the relative difference of the sums is less than this. */
    private static final double TOLERANCE = 1e-9;

    /**
     * The quality of one predicted path.
     *
     * @param cost the true cost of the path
     * @param leastCost the least true cost of any path
     * @param agreement the share of cells that are on both the predicted and the observed path, or on neither path
     */
    record Outcome(double cost, double leastCost, double agreement) {
        /** Returns whether the predicted path has the least true cost. */
        boolean isPerfect() {
            return cost <= leastCost * (1 + TOLERANCE);
        }

        /** Returns whether the predicted path is the observed path, cell by cell. */
        boolean isExact() {
            return agreement == 1;
        }
    }

    /**
     * Finds for each map the cheapest path at its predicted costs, and compares it with the observed path and with the cheapest path at
     * the true costs. {@code predictedCosts} has a row per map.
     */
    static Outcomes of(LinearOracle oracle, WarcraftData data, double[][] predictedCosts) {
        Vertex vertex = new Vertex(data.cellsPerMap());
        try (OracleSession session = oracle.openSession()) {
            return new Outcomes(IntStream.range(0, predictedCosts.length)
                    .mapToObj(map -> outcome(session, vertex, data, map, predictedCosts[map]))
                    .toList());
        }
    }

    private static Outcome outcome(
            OracleSession session, Vertex vertex, WarcraftData data, int map, double[] predictedCosts) {
        double[] costs = data.costsOf(map);
        session.solve(costs, vertex);
        double leastCost = vertex.dot(costs);
        session.solve(predictedCosts, vertex);
        return new Outcome(vertex.dot(costs), leastCost, agreement(vertex.toArray(), data.pathOf(map)));
    }

    private static double agreement(double[] predicted, byte[] observed) {
        long agreeing = IntStream.range(0, predicted.length)
                .filter(i -> predicted[i] == observed[i])
                .count();
        return (double) agreeing / predicted.length;
    }
}
