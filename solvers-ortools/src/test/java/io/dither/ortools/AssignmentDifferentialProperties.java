package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracles.Oracles;
import io.dither.ortools.AssignmentProperties.Costs;
import io.dither.ortools.network.OrToolsAssignment;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The assignment in plain Java against enumeration and against OR-Tools. */
class AssignmentDifferentialProperties {
    /** Both solvers round: together to this share of the spread for each pair. */
    private static double tolerance(Costs kind, double[] theta, int rows, int columns) {
        int pairs = Math.min(rows, columns);
        int size = Math.max(rows, columns);
        return kind == Costs.TIED
                ? 0
                : pairs * AssignmentProperties.spread(theta) * (size + 1.0) * (size + 1.0) * 0x1p-51;
    }

    private static double loss(double[] theta, double[] y, BigDecimal best, Sense sense) {
        return best.subtract(AssignmentProperties.value(theta, y).multiply(BigDecimal.valueOf(sense.sign())))
                .doubleValue();
    }

    @Property(tries = 400, seed = "31")
    void noAssignmentIsBetter(
            @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 6) int more,
            @ForAll Sense sense,
            @ForAll Costs kind,
            @ForAll @IntRange(max = 1_000_000) int seed) {
        int columns = Math.max(rows, more);
        double[] theta = AssignmentProperties.costs(kind, seed, rows * columns);
        double[] y = Oracles.assignment(rows, columns, sense).solve(theta);
        assertTrue(AssignmentProperties.isAssignment(y, rows, columns));
        double loss = loss(theta, y, AssignmentProperties.best(theta, rows, columns, sense.sign(), 0, 0), sense);
        assertTrue(loss <= tolerance(kind, theta, rows, columns), () -> "suboptimal by " + loss);
    }

    @Property(tries = 150, seed = "32")
    void itIsAsGoodAsOrTools(
            @ForAll @IntRange(min = 1, max = 60) int rows,
            @ForAll @IntRange(min = 1, max = 60) int columns,
            @ForAll Sense sense,
            @ForAll Costs kind,
            @ForAll @IntRange(max = 1_000_000) int seed) {
        double[] theta = AssignmentProperties.costs(kind, seed, rows * columns);
        double[] y = Oracles.assignment(rows, columns, sense).solve(theta);
        double[] other = new OrToolsAssignment(rows, columns, sense).solve(theta);
        assertTrue(AssignmentProperties.isAssignment(y, rows, columns));
        if (kind == Costs.GAUSSIAN) {
            assertArrayEquals(other, y, 0);
        }
        BigDecimal value = AssignmentProperties.value(theta, other).multiply(BigDecimal.valueOf(sense.sign()));
        double loss = Math.abs(loss(theta, y, value, sense));
        assertTrue(loss <= tolerance(kind, theta, rows, columns), () -> "the values differ by " + loss);
    }

    @Property(tries = 40, seed = "33")
    void squaresAgreeWithOrTools(
            @ForAll @IntRange(min = 2, max = 130) int n,
            @ForAll Sense sense,
            @ForAll @IntRange(max = 1_000_000) int seed) {
        double[] theta = AssignmentProperties.costs(Costs.GAUSSIAN, seed, n * n);
        assertArrayEquals(
                new OrToolsAssignment(n, n, sense).solve(theta),
                Oracles.assignment(n, n, sense).solve(theta),
                0);
    }

    @Property(tries = 60, seed = "34")
    void theFullRangeNeverOverflows(
            @ForAll @IntRange(min = 1, max = 40) int n, @ForAll @IntRange(max = 1_000_000) int seed) {
        double[] theta = AssignmentProperties.costs(Costs.GAUSSIAN, seed, n * n);
        double[] signs = new double[n * n];
        for (int i = 0; i < theta.length; i++) {
            signs[i] = Math.signum(theta[i]);
            theta[i] = signs[i] * Double.MAX_VALUE;
        }
        LinearOracle oracle = Oracles.assignment(n, n, Sense.MINIMIZE);
        assertArrayEquals(oracle.solve(signs), oracle.solve(theta), 0);
    }

    @Property(tries = 60, seed = "35")
    void aSessionDoesNotRememberWhatItSolved(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 9) int columns,
            @ForAll Costs kind,
            @ForAll @IntRange(max = 1_000_000) int seed) {
        LinearOracle oracle = Oracles.assignment(rows, columns, Sense.MAXIMIZE);
        Vertex vertex = new Vertex(rows * columns);
        try (OracleSession session = oracle.openSession()) {
            for (int k = 0; k < 10; k++) {
                double[] theta = AssignmentProperties.costs(kind, seed + k, rows * columns);
                session.solve(theta, vertex);
                assertArrayEquals(oracle.solve(theta), vertex.toArray(), 0);
            }
        }
    }
}
