package io.dither.experiments.coverage;

import static io.dither.experiments.coverage.Factor.*;
import static io.dither.experiments.coverage.Law.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The situations: first mostly plain ones, of several oracles, laws, sizes and signals; then those with clusters or
 * factors.
 */
final class Situations {
    private static final String ALL_COLUMNS = "30 100 300 3000 weak strong strong30";
    private static final String ARGMAX = "argmax:n=4";
    /** The choices of {@link #ARGMAX} as an assignment, whose probabilities are sampled. */
    private static final String SAMPLED = "assignment:rows=1,cols=4,sense=maximize";

    private static final String KNAPSACK = "knapsack:weights=((3,4,5,2,6,3)),capacity=(10)";
    /** Paths in a grid whose cells have costs. */
    private static final String CELL_PATHS = "jgrapht-grid-path:rows=6,cols=6";
    /** Paths in a grid whose arcs have costs. */
    private static final String ARC_PATHS = "jgrapht-grid-arcs:rows=10,cols=10";
    /** The number of examples in columns that name none. */
    private static final int MIDDLE_SIZE = 300;

    private final List<Situation> all = new ArrayList<>();

    private Situations() {}

    static List<Situation> all() {
        Situations situations = new Situations();
        situations.addRow("argmax of 2, Gumbel", "argmax:n=2", GUMBEL, ALL_COLUMNS);
        situations.addRow("argmax of 4, Gumbel", ARGMAX, GUMBEL, ALL_COLUMNS);
        situations.addRow("argmax of 4, Gaussian", ARGMAX, GAUSSIAN, "30 300 weak strong");
        situations.addRow("argmax of 4, sampled", SAMPLED, GUMBEL, ALL_COLUMNS);
        situations.addRow("ranking of 4, Gumbel", "ranking:n=4", GUMBEL, "30 300 strong strong30");
        situations.addRow("knapsack of 6, Gaussian", KNAPSACK, GAUSSIAN, ALL_COLUMNS);
        situations.addRow("assignment 4x4, Gaussian", "assignment:n=4", GAUSSIAN, "30 300 3000 weak strong");
        situations.addRow("paths 6x6, gamma", CELL_PATHS, GAMMA, ALL_COLUMNS);
        situations.addRow("paths, lognormal, moments", CELL_PATHS, LOGNORMAL, "30 300 weak strong");
        situations.addRow("knapsack, lognormal, moments", KNAPSACK, LOGNORMAL, "300 strong");
        situations.addRow("paths, gamma, epsilon learnt", CELL_PATHS, GAMMA, "300 strong", UNIT);
        situations.addRow("knapsack, gamma", KNAPSACK, GAMMA, "300");
        for (int clusters : new int[] {5, 10, 20, 50}) {
            situations.addRow(clusters + " clusters", ARGMAX, GUMBEL, clusters, clusters == 5 ? "300 3000" : "300");
        }
        situations.addRow("10 clusters, sampled", SAMPLED, GUMBEL, 10, "300");
        situations.addRow("correlated features", ARGMAX, GUMBEL, "30 300 strong", CORRELATED);
        situations.addRow("correlated features, sampled", SAMPLED, GUMBEL, "300", CORRELATED);
        situations.addRow("correlated features, moments", CELL_PATHS, LOGNORMAL, "300", CORRELATED);
        situations.addRow("a bound near the truth", ARGMAX, GUMBEL, "30 300", BOUND);
        situations.addRow("a bound at the truth", ARGMAX, GUMBEL, "300", AT_BOUND);
        situations.addRow("a bound at the truth, correlated", ARGMAX, GUMBEL, "300", AT_BOUND, CORRELATED);
        situations.addRow("softplus", ARGMAX, GUMBEL, "300 strong", SOFTPLUS);
        situations.addRow("softplus, sampled", SAMPLED, GUMBEL, "300", SOFTPLUS);
        situations.addRow("known part, epsilon learnt", ARGMAX, GUMBEL, "30 300 strong", OFFSET);
        situations.addRow("known part, sampled", SAMPLED, GUMBEL, "300", OFFSET);
        situations.addRow("a weak unit", ARGMAX, GUMBEL, "30 100 300", WEAK_UNIT);
        for (String standardErrors : List.of("0.5", "1", "2", "3")) {
            situations.all.add(new Situation(
                    "ratio to a weak unit",
                    standardErrors + " errors",
                    ARGMAX,
                    GUMBEL,
                    new Situation.Size(MIDDLE_SIZE, 1, 0),
                    Set.of(RATIO)));
        }
        situations.addRow("two nests, and a ratio", ARGMAX, GUMBEL, "1000 3000", NESTED);
        situations.addRow("importance weights", ARGMAX, GUMBEL, "300", IMPORTANCE);
        situations.addRow("importance weights, sampled", SAMPLED, GUMBEL, "300", IMPORTANCE);
        situations.addRow("frequencies", ARGMAX, GUMBEL, "300", FREQUENCY);
        situations.addRow("frequencies, sampled", SAMPLED, GUMBEL, "300 3000", FREQUENCY);
        situations.addRow("50 clusters that differ", ARGMAX, GUMBEL, 50, "300 3000", CLUSTERS_DIFFER);
        situations.addRow("tastes of 150 persons, exact", ARGMAX, GUMBEL, 150, "1200", TASTES);
        situations.addRow("tastes of 150 persons, spread 0", ARGMAX, GUMBEL, 150, "1200", TASTES, NO_SPREADS);
        situations.addRow("tastes of 150 persons, spread 0.1", ARGMAX, GUMBEL, 150, "1200", TASTES, TINY_SPREADS);
        situations.addRow("tastes of 150 persons, spread 0.25", ARGMAX, GUMBEL, 150, "1200", TASTES, SMALL_SPREADS);
        situations.addRow("tastes of 150 persons, in a unit", ARGMAX, GUMBEL, 150, "1200", TASTES, IN_UNIT);
        situations.addRow("tastes of 150 persons, moments", KNAPSACK, GAUSSIAN, 150, "1200", TASTES);
        situations.addRow("tastes of 150 persons, trips", ARC_PATHS, GAUSSIAN, 150, "1200", TASTES, CORRELATED_TASTES);
        situations.addRow("Gumbel taken for Gaussian", "argmax:n=2", GUMBEL, "300 strong", MISFIT);
        situations.addRow(
                "Gumbel for Gaussian, sampled", "assignment:rows=1,cols=2,sense=maximize", GUMBEL, "300", MISFIT);
        return situations.all;
    }

    private void addRow(String name, String oracle, Law law, String columns, Factor... factors) {
        addRow(name, oracle, law, 0, columns, factors);
    }

    /**
     * Adds a situation for each of the columns, which are separated by spaces: a number of examples, {@code weak}, {@code strong}, or
     * {@code strong30}, a strong signal in 30 examples.
     */
    private void addRow(String name, String oracle, Law law, int clusters, String columns, Factor... factors) {
        for (String column : columns.split(" ", -1)) {
            double weakOrPlain = column.equals("weak") ? 0.3 : 1;
            double signal = column.startsWith("strong") ? 4 : weakOrPlain;
            String digits = column.replaceAll("\\D", "");
            int size = digits.isEmpty() ? MIDDLE_SIZE : Integer.parseInt(digits);
            String shown = column.replace("strong30", "strong, 30");
            all.add(new Situation(
                    name, shown, oracle, law, new Situation.Size(size, signal, clusters), Set.of(factors)));
        }
    }
}
