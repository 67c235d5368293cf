package io.dither.oracles.internal.combine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.oracle.capability.StructuredOracle;
import io.dither.oracles.Oracles;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NegateTest {
    /** Two coordinates that are 1 each, with names. */
    private record Pair() implements Membership, NamedCoordinates {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public List<?> coordinates() {
            return List.of("left", "right");
        }

        @Override
        public Optional<String> violation(double[] y) {
            return y[0] == 1 && y[1] == 1 ? Optional.empty() : Optional.of("it says no");
        }

        @Override
        public OracleSession openSession() {
            return (theta, vertex) -> Arrays.fill(vertex.dense(), 1);
        }
    }

    @Test
    void whatIsKnownOfTheSetIsPassedOn() {
        LinearOracle pair = Oracles.negate(new Pair());
        assertEquals(
                List.of("left", "right"),
                pair.as(NamedCoordinates.class).orElseThrow().coordinates());
        Membership set = pair.as(Membership.class).orElseThrow();
        assertEquals("it says no", set.violation(new double[2]).orElseThrow());
        assertEquals("it says no", set.violation(new Vertex(2)).orElseThrow());
        Membership pairs = Oracles.negate(Oracles.assignment(1, 2, Sense.MINIMIZE))
                .as(Membership.class)
                .orElseThrow();
        assertEquals("row 0 has no partner", pairs.violation(new double[2]).orElseThrow());
        assertTrue(Oracles.negate(Oracles.argmax(2)).as(StructuredOracle.class).isPresent());
        LinearOracle plain = LinearOracle.of(2, theta -> new double[] {1, 1});
        assertTrue(Oracles.negate(plain).as(Membership.class).isEmpty());
    }
}
