package io.dither.experiments.solves;

import io.dither.error.Arguments;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A feasible set whose solves are dear, and histories of decisions on it.
 *
 * @param name the name in tables
 * @param oracle the oracle
 */
record Problem(String name, LinearOracle oracle) {
    static final int WEIGHTS = 5;

    private static final String LP = "LP: paths, 5x5";
    private static final String MIP = "MIP: knapsack, 15 items, 2 rows";
    private static final String TOUR = "CP-SAT: tour, 8 nodes";
    private static final String ASSIGNMENT = "assignment, 8x8";
    private static final List<String> NAMES = List.of(LP, MIP, TOUR, ASSIGNMENT);

    /** Returns the names that begin so, in upper or lower case; all where it is empty. */
    static List<String> names(String start) {
        List<String> chosen = NAMES.stream()
                .filter(name -> name.regionMatches(true, 0, start, 0, start.length()))
                .toList();
        Arguments.require(
                !chosen.isEmpty(),
                "--problem '" + start + "' is unknown",
                "Maybe the start of one of " + String.join("; ", NAMES));
        return chosen;
    }

    /** Makes one; a program is written into the folder. */
    static Problem of(String name, Path folder) {
        String text = switch (name) {
            case LP -> "ortools-lp:sense=minimize,zero-one=true,file=" + Programs.paths(folder, 5);
            case MIP -> "ortools-mip:sense=maximize,file=" + Programs.knapsack(folder, 15, 2);
            case TOUR -> "ortools-tour:n=8";
            default -> "ortools-assignment:n=8";
        };
        return new Problem(name, OracleRegistry.discover().create(text));
    }

    /** Decisions at w . phi + Z, which know w . phi as their costs; of one w, whatever the seed. */
    List<Observation> history(LinearOracle counted, int count, long seed) {
        double[] truth = new double[WEIGHTS];
        KeyedRandom weights = new KeyedRandom(1);
        for (int k = 0; k < WEIGHTS; k++) {
            truth[k] = weights.nextGaussian();
        }
        KeyedRandom random = new KeyedRandom(seed);
        Vertex vertex = new Vertex(oracle.dimension());
        List<Observation> all = new ArrayList<>();
        try (OracleSession session = oracle.openSession()) {
            for (int e = 0; e < count; e++) {
                double[][] rows = new double[oracle.dimension()][WEIGHTS];
                double[] costs = new double[rows.length];
                double[] seen = new double[rows.length];
                for (int i = 0; i < rows.length; i++) {
                    for (int k = 0; k < WEIGHTS; k++) {
                        rows[i][k] = random.nextGaussian();
                        costs[i] += truth[k] * rows[i][k];
                    }
                    seen[i] = costs[i] + random.nextGaussian();
                }
                session.solve(seen, vertex);
                all.add(Observation.of(seed + "/" + e, Features.of(rows), counted, Decision.of(vertex))
                        .withCosts(costs));
            }
        }
        return all;
    }
}
