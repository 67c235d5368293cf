package io.dither.jgrapht;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import java.util.HashMap;
import java.util.Map;

/** What the tests ask of an oracle's answers. */
public final class Answers {
    private Answers() {}

    public static double value(LinearOracle oracle, double[] theta) {
        Vertex vertex = new Vertex(oracle.dimension());
        try (OracleSession session = oracle.openSession()) {
            session.solve(theta, vertex);
        }
        return vertex.dot(theta);
    }

    public static void assertSameValue(double expected, double actual) {
        assertEquals(expected, actual, 1e-9 * Math.max(1, Math.abs(expected)));
    }

    public static void assertMessage(Exception exception, String part) {
        String message = String.valueOf(exception.getMessage());
        assertTrue(message.contains(part), message);
    }

    /** theta by the edge or vertex that it belongs to. */
    public static Map<Object, Double> byCoordinate(GraphOracle oracle, double[] theta) {
        Map<Object, Double> costs = new HashMap<>();
        for (int i = 0; i < theta.length; i++) {
            costs.put(oracle.coordinates().get(i), theta[i]);
        }
        return costs;
    }
}
