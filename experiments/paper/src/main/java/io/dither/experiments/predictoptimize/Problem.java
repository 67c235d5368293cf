package io.dither.experiments.predictoptimize;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The benchmarks, with their names on the command line. */
enum Problem {
    /** Paths through a grid. */
    SHORTEST_PATH,
    /** Knapsacks with one limit or more. */
    KNAPSACK,
    /** Tours through cities. */
    TOURS,
    /** Portfolios of limited variance. */
    PORTFOLIO,
    /** The knapsack of electricity prices, from a file. */
    ENERGY_KNAPSACK;

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
