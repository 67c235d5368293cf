package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.ortools.network.OrToolsAssignment;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.LinearProgramBuilder;
import io.dither.ortools.program.OrToolsLp;
import io.dither.random.KeyedRandom;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AssignmentProperties {
    /** How costs are made: plain, tied whole numbers, or of wildly different scales. */
    enum Costs {
        GAUSSIAN,
        TIED,
        WILD
    }

    static double[] costs(Costs kind, long seed, int length) {
        double[] theta = LpProperties.gaussians(seed, length);
        KeyedRandom random = new KeyedRandom(seed + 1);
        for (int i = 0; i < length; i++) {
            if (kind == Costs.TIED) {
                theta[i] = Math.rint(2 * theta[i]);
            } else if (kind == Costs.WILD) {
                theta[i] = Math.scalb(theta[i], random.nextInt(600) - 300);
            }
        }
        return theta;
    }

    static BigDecimal value(double[] theta, double[] y) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < y.length; i++) {
            sum = y[i] == 0 ? sum : sum.add(new BigDecimal(theta[i]));
        }
        return sum;
    }

    /** The best exact value over all ways to give row i and those after it columns that are not used. */
    static BigDecimal best(double[] theta, int rows, int columns, int sign, int row, int used) {
        if (row == rows) {
            return BigDecimal.ZERO;
        }
        BigDecimal best = null;
        for (int j = 0; j < columns; j++) {
            if ((used >> j & 1) == 0) {
                BigDecimal value = new BigDecimal(sign * theta[row * columns + j])
                        .add(best(theta, rows, columns, sign, row + 1, used | 1 << j));
                best = best == null ? value : best.max(value);
            }
        }
        return java.util.Objects.requireNonNull(best);
    }

    static double spread(double[] theta) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double cost : theta) {
            least = Math.min(least, cost);
            greatest = Math.max(greatest, cost);
        }
        return greatest - least;
    }

    /** Returns whether a matrix pairs as many rows and columns as there are, each at most once. */
    static boolean isAssignment(double[] y, int rows, int columns) {
        double[] rowSums = new double[rows];
        double[] columnSums = new double[columns];
        int pairs = 0;
        for (int i = 0; i < y.length; i++) {
            if (y[i] == 1 && rowSums[i / columns]++ == 0 && columnSums[i % columns]++ == 0) {
                pairs++;
            } else if (y[i] != 0) {
                return false;
            }
        }
        return pairs == Math.min(rows, columns);
    }

    @Property(tries = 400, seed = "21")
    void theAnswerIsWithinTheStatedErrorOfTheBestPermutation(
            @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 6) int more,
            @ForAll Sense sense,
            @ForAll Costs kind,
            @ForAll @IntRange(max = 1_000_000) int seed) {
        int columns = Math.max(rows, more);
        double[] theta = costs(kind, seed, rows * columns);
        double[] y = new OrToolsAssignment(rows, columns, sense).solve(theta);
        assertTrue(isAssignment(y, rows, columns));
        BigDecimal gap = best(theta, rows, columns, sense.sign(), 0, 0)
                .subtract(value(theta, y).multiply(BigDecimal.valueOf(sense.sign())));
        double bound =
                kind == Costs.TIED ? 0 : rows * spread(theta) * ((columns + 1.0) * (columns + 1.0) * 0x1p-60 + 0x1p-51);
        assertTrue(gap.doubleValue() <= bound, () -> "suboptimal by " + gap + ", bound " + bound);
    }

    @Property(tries = 100, seed = "22")
    void tallProblemsAreTransposedWideOnes(
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 7) int columns,
            @ForAll @IntRange(max = 1_000_000) int seed) {
        double[] wide = costs(Costs.GAUSSIAN, seed, rows * columns);
        double[] tall = new double[wide.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                tall[j * rows + i] = wide[i * columns + j];
            }
        }
        double[] y = new OrToolsAssignment(rows, columns, Sense.MINIMIZE).solve(wide);
        double[] transposed = new OrToolsAssignment(columns, rows, Sense.MINIMIZE).solve(tall);
        assertTrue(isAssignment(transposed, columns, rows));
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                assertEquals(y[i * columns + j], transposed[j * rows + i], 0);
            }
        }
    }

    @Property(tries = 60, seed = "23")
    void theFullRangeNeverOverflows(
            @ForAll @IntRange(min = 1, max = 40) int n, @ForAll @IntRange(max = 1_000_000) int seed) {
        KeyedRandom random = new KeyedRandom(seed);
        double[] theta = new double[n * n];
        for (int i = 0; i < theta.length; i++) {
            // each cost at an end of the range of doubles: the worst for the prices
            theta[i] = random.nextInt(2) == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE;
        }
        assertTrue(isAssignment(new OrToolsAssignment(n, n, Sense.MINIMIZE).solve(theta), n, n));
    }

    @Property(tries = 40, seed = "24")
    void aSessionDoesNotRememberWhatItSolved(@ForAll Costs kind, @ForAll @IntRange(max = 1_000_000) int seed) {
        LinearOracle oracle = new OrToolsAssignment(4, 6, Sense.MAXIMIZE);
        Vertex vertex = new Vertex(24);
        try (OracleSession session = oracle.openSession()) {
            for (int k = 0; k < 10; k++) {
                double[] theta = costs(kind, seed + k, 24);
                session.solve(theta, vertex);
                assertArrayEquals(oracle.solve(theta), vertex.toArray(), 0);
            }
        }
    }

    @Property(tries = 40, seed = "25")
    void itAgreesWithTheLinearProgramOfTheBirkhoffPolytope(@ForAll @IntRange(max = 1_000_000) int seed) {
        int n = 7;
        double[] theta = costs(Costs.GAUSSIAN, seed, n * n);
        LinearProgramBuilder builder =
                LinearProgram.builder(Sense.MINIMIZE).variables(n * n, 0, Double.POSITIVE_INFINITY);
        for (int i = 0; i < n; i++) {
            double[] row = new double[n * n];
            double[] column = new double[n * n];
            for (int j = 0; j < n; j++) {
                row[i * n + j] = 1;
                column[j * n + i] = 1;
            }
            builder.constraint(1, row, 1).constraint(1, column, 1);
        }
        assertArrayEquals(
                OrToolsLp.oracle(builder.build()).solve(theta),
                new OrToolsAssignment(n, n, Sense.MINIMIZE).solve(theta),
                1e-9);
    }
}
