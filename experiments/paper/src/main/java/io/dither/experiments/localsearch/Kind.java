package io.dither.experiments.localsearch;

import io.dither.learn.model.Features;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracles.routes.DegreeAssignment;
import io.dither.oracles.routes.Visits;
import io.dither.random.KeyedRandom;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Kinds of generated problems with three features per coordinate; routes are solved by local search. */
enum Kind {
    KNAPSACK("knapsack of 500 items", 2, -1, 1),
    ROSTER("roster of 84 shifts", 3, 2, 2), // 14 shifts, each with a coordinate for each of six nurses
    ROUTES_30("routes to 30 stops", 20, 3, 3),
    ROUTES_100("routes to 100 stops", 30, 3, 3);

    /** The number of items of a knapsack. */
    private static final int ITEMS = 500;
    /** The probability of a request to be off a shift. */
    private static final double REQUESTED = 0.3;

    final String title;

    /** The hidden weights of the three features. */
    @SuppressWarnings("ImmutableEnumChecker") // only a copy is returned
    private final double[] truth;

    Kind(String title, double... truth) {
        this.title = title;
        this.truth = truth;
    }

    double[] truth() {
        return truth.clone();
    }

    private int stops() {
        return this == ROUTES_30 ? 30 : 100;
    }

    /**
     * Makes a problem of the kind.
     *
     * @param roster the file that {@link Roster#write} writes; only rosters read it
     */
    LinearOracle oracle(Path roster, KeyedRandom random) {
        String text = switch (this) {
            case KNAPSACK -> "knapsack:weights=" + numbers(ITEMS, i -> 1 + random.nextInt(100)) + ",capacity=6000";
            // local search draws blocks of 4 coordinates anew
            case ROSTER -> "blocks:of=(ortools-mip:file=(" + roster + "),solver=sat),size=4";
            default ->
                "ortools-routes:method=search,solutions=1,least=1,vehicles=" + stops() / 5 + ",capacity="
                        + 2 * stops() / 5 + ",demands=" + numbers(stops(), i -> 1 + random.nextInt(2));
        };
        return OracleRegistry.discover().create(text);
    }

    private static String numbers(int count, IntUnaryOperator number) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.valueOf(number.applyAsInt(i)))
                .collect(Collectors.joining(",", "(", ")"));
    }

    /**
     * Returns routes without capacities as an assignment, in which one arc enters and one leaves each stop, on one to n / 5 routes to n
     * stops; empty for other kinds.
     */
    Optional<LinearOracle> relaxed() {
        return this == KNAPSACK || this == ROSTER
                ? Optional.empty()
                : Optional.of(new DegreeAssignment(Visits.of(stops() + 1).routes(1, stops() / 5)));
    }

    /**
     * Makes features, a row per coordinate. The first feature of an arc is the distance between its ends in the unit square; the first two
     * features of a shift are a request to be off, and a dislike of late shifts.
     */
    Features features(int dimension, KeyedRandom random) {
        double[][] rows = new double[dimension][3];
        Visits visits = Visits.of(stops() + 1); // the stops and the depot
        // only routes need positions; other kinds draw them too, so that a seed keeps its later random numbers
        double[][] positions = new double[visits.places()][2];
        for (double[] position : positions) {
            Arrays.setAll(position, k -> random.nextDouble());
        }
        for (int j = 0; j < dimension; j++) {
            Arrays.setAll(rows[j], k -> this == KNAPSACK ? random.nextGaussian() : random.nextDouble());
            if (this == ROSTER) {
                rows[j][0] = rows[j][0] < REQUESTED ? 1 : 0;
                rows[j][1] *= Roster.isLate(j) ? 1 : 0;
            } else if (this != KNAPSACK) {
                double[] from = positions[visits.from(j)];
                double[] to = positions[visits.to(j)];
                rows[j][0] = Math.hypot(from[0] - to[0], from[1] - to[1]);
            }
        }
        return Features.of(rows);
    }
}
