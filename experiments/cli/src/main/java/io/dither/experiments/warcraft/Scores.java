package io.dither.experiments.warcraft;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;

/**
 * How good the paths of predicted costs are.
 *
 * @param perfect the share of maps whose predicted path has the least true cost
 * @param exact the share of maps whose predicted path is the given one, cell by cell
 * @param costRatio the true cost of all predicted paths, divided by that of all cheapest paths; 1 at best
 * @param cellAccuracy the share of cells on which predicted and given path agree
 */
record Scores(double perfect, double exact, double costRatio, double cellAccuracy) {
    /** Sums of the same costs in another order differ by less than this share. */
    private static final double TOLERANCE = 1e-9;

    /** Compares the paths of predicted costs, row by row as the data has them, with the given ones. */
    static Scores of(LinearOracle oracle, WarcraftData data, double[][] predicted) {
        int perfect = 0;
        int exact = 0;
        long agreeing = 0;
        double paid = 0;
        double least = 0;
        Vertex vertex = new Vertex(data.cells());
        try (OracleSession session = oracle.openSession()) {
            for (int map = 0; map < predicted.length; map++) {
                double[] costs = data.costsOf(map);
                session.solve(costs, vertex);
                double optimum = vertex.dot(costs);
                session.solve(predicted[map], vertex);
                double cost = vertex.dot(costs);
                int agree = agreeing(vertex.toArray(), data.pathOf(map));
                perfect += cost <= optimum * (1 + TOLERANCE) ? 1 : 0;
                exact += agree == data.cells() ? 1 : 0;
                agreeing += agree;
                paid += cost;
                least += optimum;
            }
        }
        double maps = predicted.length;
        return new Scores(perfect / maps, exact / maps, paid / least, agreeing / (maps * data.cells()));
    }

    private static int agreeing(double[] path, byte[] given) {
        int count = 0;
        for (int i = 0; i < path.length; i++) {
            count += path[i] == given[i] ? 1 : 0;
        }
        return count;
    }
}
