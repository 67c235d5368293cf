package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracles.Oracles;
import io.dither.ortools.network.OrToolsAssignment;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTest {
    private static LinearOracle create(String spec) {
        return OracleRegistry.discover().create(spec);
    }

    @Test
    void theProviderIsDiscoveredAndReadsItsParameters() {
        LinearOracle square = create("ortools-assignment:n=2");
        assertEquals(Sense.MINIMIZE, square.sense());
        assertEquals(Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM), square.traits());
        assertArrayEquals(new double[] {0, 1, 1, 0}, square.solve(new double[] {1, 0, 0, 1}), 0);
        LinearOracle wide = create("ortools-assignment:rows=1,cols=3,sense=maximize");
        assertArrayEquals(new double[] {0, 0, 1}, wide.solve(new double[] {-3, -2, -1}), 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":rows=3", ":cols=3", ":n=3,rows=3", ":n=0", ":n=50000", ":n=2,sense=max"})
    void parametersThatDoNotFitAreRefused(String arguments) {
        InvalidArgumentException refusal =
                assertThrows(InvalidArgumentException.class, () -> create("ortools-assignment" + arguments));
        assertTrue(String.valueOf(refusal.getMessage()).contains("Maybe"));
    }

    @Test
    void costsFarBelowTheLargestStillDecide() {
        // 2^-45 beside 1000 needs the range that a scaling to 32 bits would lose
        double[] theta = {1000, 500 + 0x1p-40, 500, 0, 7, 8, 9, 0, 0};
        double[] y = new OrToolsAssignment(3, 3, Sense.MINIMIZE).solve(theta);
        theta[1] -= 0x1p-39;
        theta[0] = 1000;
        double[] other = new OrToolsAssignment(3, 3, Sense.MINIMIZE).solve(theta);
        assertArrayEquals(new double[] {0, 0, 1, 1, 0, 0, 0, 1, 0}, y, 0);
        assertArrayEquals(new double[] {0, 1, 0, 1, 0, 0, 0, 0, 1}, other, 0);
    }

    @ParameterizedTest
    @CsvSource({"20000, 1", "1, 20000", "3, 5000", "4000, 2", "3, 8", "9, 4", "2, 5"})
    void fewRowsAndManyColumnsCostNoMoreThanTheirPairs(int rows, int columns) {
        double[] theta = LpProperties.gaussians(rows, rows * columns);
        for (Sense sense : Sense.values()) {
            double[] y = new OrToolsAssignment(rows, columns, sense).solve(theta);
            assertArrayEquals(Oracles.assignment(rows, columns, sense).solve(theta), y, 0);
        }
    }

    @Test
    void aLargeProblemHasRoomInTheIntegersToo() {
        int n = 300;
        double[] theta = LpProperties.gaussians(3, n * n);
        theta[0] = -Double.MAX_VALUE;
        theta[n * n - 1] = Double.MAX_VALUE;
        double[] y = new OrToolsAssignment(n, n, Sense.MAXIMIZE).solve(theta);
        assertTrue(AssignmentProperties.isAssignment(y, n, n));
        assertEquals(0, y[0], 0);
        assertEquals(1, y[n * n - 1], 0);
    }

    @Test
    void closedSessionsAndBadThetasAreRefused() {
        OracleSession session = new OrToolsAssignment(2, 2, Sense.MINIMIZE).openSession();
        Vertex vertex = new Vertex(4);
        OracleException nan =
                assertThrows(OracleException.class, () -> session.solve(new double[] {1, 2, Double.NaN, 4}, vertex));
        assertEquals(OracleException.Code.INVALID_INPUT, nan.code());
        session.close();
        session.close();
        OracleException closed = assertThrows(OracleException.class, () -> session.solve(new double[4], vertex));
        assertEquals(OracleException.Code.CLOSED, closed.code());
    }
}
