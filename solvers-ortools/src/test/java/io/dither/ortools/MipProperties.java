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
import io.dither.ortools.program.OrToolsMip;
import io.dither.testing.BruteForceOracle;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Against every 0/1 point, and mixed programs against the linear program that each choice of the whole ones leaves. */
class MipProperties {
    private static Vertex solve(LinearOracle oracle, double[] theta) {
        Vertex vertex = new Vertex(oracle.dimension());
        try (OracleSession session = oracle.openSession()) {
            session.solve(theta, vertex);
        }
        return vertex;
    }

    @Property(tries = 40, seed = "21")
    void wholeProgramsAreSolvedAsByBruteForce(
            @ForAll @IntRange(min = 1, max = 8) int items,
            @ForAll @IntRange(max = 3) int rows,
            @ForAll Sense sense,
            @ForAll @IntRange(max = 1_000_000) int seed) {
        LinearProgram program = RandomMip.knapsack(sense, items, rows, seed);
        double[] theta = RandomMip.gaussians(seed + 1L, items);
        double[] expected = RandomMip.bruteForce(program).solve(theta);
        assertArrayEquals(expected, OrToolsMip.oracle(program).solve(theta));
        assertArrayEquals(expected, OrToolsMip.of(program).sat().oracle().solve(theta));
    }

    /** Four 0/1 variables that open four real ones, with rows through all of them. */
    private static LinearProgram mixed(Sense sense, long seed, double[] fixed) {
        LinearProgramBuilder builder = LinearProgram.builder(sense);
        for (int i = 0; i < 4; i++) {
            double least = fixed.length == 0 ? 0 : fixed[i];
            double greatest = fixed.length == 0 ? 1 : fixed[i];
            if (fixed.length == 0) {
                builder.integers(1, least, greatest);
            } else {
                builder.variable(least, greatest);
            }
        }
        builder.variables(4, 0, 2);
        for (int i = 0; i < 4; i++) {
            builder.constraint(Double.NEGATIVE_INFINITY, new int[] {i, 4 + i}, new double[] {-2, 1}, 0);
        }
        for (int r = 0; r < 2; r++) {
            double[] row = RandomMip.gaussians(seed * 31 + r, 8);
            builder.constraint(Double.NEGATIVE_INFINITY, row, 0.7);
        }
        return builder.build();
    }

    @Property(tries = 20, seed = "22")
    void mixedProgramsAreSolvedAsByTryingAllChoices(@ForAll Sense sense, @ForAll @IntRange(max = 1_000_000) int seed) {
        double[] theta = RandomMip.gaussians(seed + 1L, 8);
        double best = Double.NEGATIVE_INFINITY;
        for (int bits = 0; bits < 16; bits++) {
            double[] choice = {bits & 1, bits >> 1 & 1, bits >> 2 & 1, bits >> 3 & 1};
            LinearOracle rest = OrToolsLp.oracle(mixed(sense, seed, choice));
            try {
                best = Math.max(best, sense.sign() * solve(rest, theta).objective(theta));
            } catch (io.dither.error.OracleException infeasible) {
                assertEquals(io.dither.error.OracleException.Code.INFEASIBLE, infeasible.code());
            }
        }
        LinearProgram program = mixed(sense, seed, new double[0]);
        Vertex answer = solve(OrToolsMip.oracle(program), theta);
        assertTrue(RandomMip.isFeasible(program, answer.toArray()));
        assertEquals(best, sense.sign() * answer.objective(theta), 1e-7);
        assertEquals(0, answer.gap());
    }

    @Property(tries = 10, seed = "23")
    void aSessionDoesNotRememberWhatItSolved(@ForAll @IntRange(max = 1_000_000) int seed, @ForAll boolean sat) {
        LinearProgram program = RandomMip.knapsack(Sense.MAXIMIZE, 12, 2, seed);
        OrToolsMip mip = OrToolsMip.of(program);
        LinearOracle oracle = (sat ? mip.sat() : mip).oracle();
        Vertex vertex = new Vertex(program.dimension());
        try (OracleSession session = oracle.openSession()) {
            for (int k = 0; k < 6; k++) {
                double[] theta = RandomMip.gaussians(seed + k, program.dimension());
                for (int i = 0; k % 2 == 0 && i < theta.length; i++) {
                    theta[i] = Math.rint(theta[i]); // ties
                }
                session.solve(theta, vertex);
                assertArrayEquals(oracle.solve(theta), vertex.toArray(), 0);
            }
        }
    }

    @Property(tries = 12, seed = "24")
    void anyScaleOfThetaGivesTheSameVertex(
            @ForAll @IntRange(max = 1_000_000) int seed,
            @ForAll @IntRange(min = -900, max = 900) int exponent,
            @ForAll boolean sat) {
        LinearProgram program = RandomMip.knapsack(Sense.MINIMIZE, 10, 2, seed);
        OrToolsMip mip = OrToolsMip.of(program);
        LinearOracle oracle = (sat ? mip.sat() : mip).oracle();
        double[] costs = RandomMip.gaussians(seed, 10);
        double[] scaled = new double[10];
        for (int i = 0; i < costs.length; i++) {
            scaled[i] = Math.scalb(costs[i], exponent);
        }
        assertArrayEquals(oracle.solve(costs), oracle.solve(scaled), 0);
    }

    @Property(tries = 6, seed = "25")
    void aStatedGapHoldsAndIsClosedByAProof(
            @ForAll @IntRange(max = 1_000_000) int seed, @ForAll @IntRange(min = 1, max = 3) int digits) {
        LinearProgram program = RandomMip.knapsack(Sense.MAXIMIZE, 12, 3, seed);
        double[] theta = RandomMip.hardCosts(program, seed);
        BruteForceOracle all = RandomMip.bruteForce(program);
        Vertex best = solve(all, theta);
        double relative = Math.pow(10, -digits);
        Vertex answer = solve(OrToolsMip.of(program).gap(relative).oracle(), theta);
        double missing = best.objective(theta) - answer.objective(theta);
        assertTrue(missing <= answer.gap() + 1e-9 * best.objective(theta), () -> missing + " above " + answer.gap());
        assertTrue(answer.gap() <= relative * best.objective(theta) * (1 + 1e-9));
        assertEquals(0, solve(OrToolsMip.oracle(program), theta).gap());
    }
}
