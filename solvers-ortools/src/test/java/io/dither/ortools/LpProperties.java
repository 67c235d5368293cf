package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.LinearProgramBuilder;
import io.dither.ortools.program.OrToolsLp;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LpProperties {
    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** A bounded polytope that contains the origin in its box. */
    static LinearProgram random(Sense sense, int dimension, int rows, long seed) {
        LinearProgramBuilder builder =
                LinearProgram.builder(sense).variables(dimension, -1, 2).offset(0.5);
        for (int r = 0; r < rows; r++) {
            double[] row = RandomMip.gaussians(seed * 31 + r, dimension);
            builder.constraint(r % 2 == 0 ? Double.NEGATIVE_INFINITY : -1, row, 0.7 + 0.1 * r);
        }
        return builder.build();
    }

    @Property(tries = 200, seed = "11")
    void theAnswerIsAVertexAsGoodAsAnyFoundByEnumeration(
            @ForAll @IntRange(min = 1, max = 4) int dimension,
            @ForAll @IntRange(max = 5) int rows,
            @ForAll Sense sense,
            @ForAll @IntRange(max = 1_000_000) int seed) {
        LinearProgram program = random(sense, dimension, rows, seed);
        double[] theta = RandomMip.gaussians(seed + 1L, dimension);
        VertexEnumeration all = new VertexEnumeration(program);
        double best = all.vertices().stream()
                .mapToDouble(y -> sense.sign() * dot(theta, y))
                .max()
                .orElseThrow();
        double[] answer = OrToolsLp.oracle(program).solve(theta);
        assertTrue(all.contains(answer, 1e-8));
        assertEquals(best, sense.sign() * dot(theta, answer), 1e-7);
    }

    @Property(tries = 60, seed = "12")
    void theGridProgramFindsShortestPaths(@ForAll @IntRange(max = 1_000_000) int seed) {
        double[] costs = RandomMip.gaussians(seed, GridProgram.arcs(5));
        double[] path = OrToolsLp.oracle(GridProgram.of(5)).solve(costs);
        for (double y : path) {
            assertTrue(y == 0 || y == 1, () -> "not 0/1: " + y);
        }
        assertEquals(8, dot(path, path), 0);
        assertEquals(GridProgram.shortest(5, costs), dot(costs, path), 1e-12);
    }

    @Property(tries = 40, seed = "13")
    void aSessionDoesNotRememberWhatItSolved(@ForAll @IntRange(max = 1_000_000) int seed) {
        LinearProgram general = random(Sense.MAXIMIZE, 4, 5, seed);
        for (LinearProgram program : List.of(general, GridProgram.of(4))) {
            LinearOracle oracle = OrToolsLp.oracle(program);
            Vertex vertex = new Vertex(program.dimension());
            try (OracleSession session = oracle.openSession()) {
                for (int k = 0; k < 12; k++) {
                    double[] theta = RandomMip.gaussians(seed + k, program.dimension());
                    for (int i = 0; k % 2 == 0 && i < theta.length; i++) {
                        theta[i] = Math.rint(theta[i]); // ties
                    }
                    session.solve(theta, vertex);
                    assertArrayEquals(oracle.solve(theta), vertex.toArray(), 0);
                }
            }
        }
    }

    @Property(tries = 40, seed = "14")
    void anyScaleOfThetaGivesTheSameVertex(
            @ForAll @IntRange(max = 1_000_000) int seed, @ForAll @IntRange(min = -900, max = 900) int exponent) {
        double[] costs = RandomMip.gaussians(seed, GridProgram.arcs(4));
        double[] scaled = costs.clone();
        for (int i = 0; i < costs.length; i++) {
            scaled[i] = Math.scalb(costs[i], exponent);
        }
        LinearOracle oracle = OrToolsLp.oracle(GridProgram.of(4));
        assertArrayEquals(oracle.solve(costs), oracle.solve(scaled), 0);
    }

    @Property(tries = 60, seed = "15")
    void nearlyTiedScoresAreToldApart(
            @ForAll @IntRange(max = 6) int best, @ForAll @IntRange(min = 2, max = 26) int closeness) {
        double[] theta = new double[7];
        java.util.Arrays.fill(theta, 1);
        theta[best] += Math.scalb(1.0, -closeness);
        LinearProgram simplex = LinearProgram.builder(Sense.MAXIMIZE)
                .variables(7, 0, Double.POSITIVE_INFINITY)
                .constraint(1, new double[] {1, 1, 1, 1, 1, 1, 1}, 1)
                .build();
        double[] expected = new double[7];
        expected[best] = 1;
        assertArrayEquals(expected, OrToolsLp.oracle(simplex).solve(theta), 0);
    }
}
