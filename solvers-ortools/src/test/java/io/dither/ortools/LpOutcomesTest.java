package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.OrToolsLp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LpOutcomesTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static void assertFails(Code code, LinearOracle oracle, double... theta) {
        OracleException failure = assertThrows(OracleException.class, () -> oracle.solve(theta));
        assertEquals(code, failure.code(), failure.getMessage());
        assertFalse(String.valueOf(failure.getMessage()).contains("\n"));
    }

    private static LinearOracle halfPlane(Sense sense) {
        return OrToolsLp.oracle(LinearProgram.builder(sense)
                .variables(2, 0, INFINITY)
                .constraint(1, new double[] {1, -1}, INFINITY)
                .build());
    }

    @Test
    void anUnboundedProgramSaysSo() {
        assertFails(Code.UNBOUNDED, halfPlane(Sense.MAXIMIZE), 1, 0);
        assertFails(Code.UNBOUNDED, halfPlane(Sense.MINIMIZE), -1, -1);
        LinearOracle line = OrToolsLp.oracle(LinearProgram.builder(Sense.MINIMIZE)
                .variable(-INFINITY, INFINITY)
                .build());
        assertFails(Code.UNBOUNDED, line, 1);
    }

    @ParameterizedTest
    @EnumSource(Sense.class)
    void anInfeasibleProgramSaysSoEvenWhereThetaWouldBeUnbounded(Sense sense) {
        LinearOracle empty = OrToolsLp.oracle(LinearProgram.builder(sense)
                .variables(2, 0, INFINITY)
                .constraint(1, new double[] {1, -1}, INFINITY)
                .constraint(1, new double[] {-1, 1}, INFINITY)
                .build());
        assertFails(Code.INFEASIBLE, empty, 1, 1);
        assertFails(Code.INFEASIBLE, empty, -1, -1);
        assertFails(Code.INFEASIBLE, empty, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(Sense.class)
    void aSessionSolvesOnAfterAFailure(Sense sense) {
        try (OracleSession session = halfPlane(sense).openSession()) {
            Vertex vertex = new Vertex(2);
            double out = sense.sign();
            assertThrows(OracleException.class, () -> session.solve(new double[] {out, 0}, vertex));
            session.solve(new double[] {-out, -out}, vertex);
            assertArrayEquals(new double[] {1, 0}, vertex.toArray(), 0);
        }
    }

    @Test
    void thetaZeroIsSolvedByAnyFeasiblePoint() {
        double[] y = halfPlane(Sense.MINIMIZE).solve(new double[2]);
        assertTrue(y[0] - y[1] >= 1 - 1e-9 && y[1] >= 0);
    }

    @Test
    void extremeThetasAreScaled() {
        LinearOracle oracle = halfPlane(Sense.MINIMIZE);
        assertArrayEquals(new double[] {1, 0}, oracle.solve(new double[] {1e308, 1.7e308}), 0);
        assertArrayEquals(new double[] {1, 0}, oracle.solve(new double[] {1e-300, 2e-300}), 0);
    }

    @Test
    void theIterationLimitIsATimeout() {
        LinearOracle hurried = OrToolsLp.oracle(GridProgram.of(8), 1);
        assertFails(Code.TIMEOUT, hurried, RandomMip.gaussians(5, GridProgram.arcs(8)));
    }

    @Test
    void aBrokenPromiseIsFoundOut() {
        LinearOracle half = OrToolsLp.oracle(LinearProgram.builder(Sense.MAXIMIZE)
                .variable(0, 0.5)
                .promise(Trait.ZERO_ONE)
                .build());
        assertFails(Code.INVALID_ANSWER, half, 1);
    }

    @Test
    void badThetasNeverReachTheSolver() {
        LinearOracle oracle = halfPlane(Sense.MINIMIZE);
        assertFails(Code.INVALID_INPUT, oracle, 1, Double.NaN);
        assertFails(Code.INVALID_INPUT, oracle, 1, INFINITY);
        assertFails(Code.INVALID_INPUT, oracle, 1);
    }

    @Test
    void aClosedSessionRefuses() {
        OracleSession session = halfPlane(Sense.MINIMIZE).openSession();
        session.close();
        session.close();
        OracleException failure =
                assertThrows(OracleException.class, () -> session.solve(new double[] {1, 1}, new Vertex(2)));
        assertEquals(Code.CLOSED, failure.code());
    }

    @Test
    void theOffsetIsCarriedByTheVertex() {
        LinearProgram program =
                LinearProgram.builder(Sense.MAXIMIZE).variable(0, 2).offset(10).build();
        LinearOracle oracle = OrToolsLp.oracle(program);
        Vertex vertex = new Vertex(1);
        try (OracleSession session = oracle.openSession()) {
            session.solve(new double[] {3}, vertex);
        }
        assertEquals(16, vertex.objective(new double[] {3}), 0);
        assertTrue(oracle.traits().contains(Trait.OFFSET));
    }
}
