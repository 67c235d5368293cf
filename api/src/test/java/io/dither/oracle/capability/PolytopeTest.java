package io.dither.oracle.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.oracle.capability.Polytope.Blocks;
import io.dither.oracle.capability.Polytope.Cube;
import io.dither.oracle.capability.Polytope.Hypersimplex;
import io.dither.oracle.capability.Polytope.Permutahedron;
import io.dither.oracle.capability.Polytope.Points;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolytopeTest {
    private static final Polytope PAIRS = new Hypersimplex(4, 2);
    private static final Polytope RANKS = new Permutahedron(4);
    private static final Polytope BOX = new Cube(2, -1, 3);

    @Test
    void knowsVertices() {
        assertVertex(PAIRS, 0, 1, 1, 0);
        assertVertex(PAIRS, 1e-7, 1 - 1e-7, 1, -1e-7);
        assertVertex(RANKS, 2, 0, 3, 1);
        assertVertex(RANKS, 2, 1e-7, 3 - 1e-6, 1);
        assertVertex(BOX, -1, 3);
        assertVertex(BOX, 3, 3);
        assertVertex(new Points(List.of(new double[] {1, 2}, new double[] {3, 4})), 3, 4);
        assertVertex(new Blocks(List.of(BOX, RANKS, PAIRS)), -1, 3, 3, 2, 1, 0, 1, 0, 0, 1);
    }

    @Test
    void tellsWhatIsNone() {
        assertNone("it is not a 0/1 vector with the sum 2", PAIRS, 1, 1, 1, 0);
        assertNone("it is not a 0/1 vector with the sum 2", PAIRS, 0, 1, 0, 0);
        assertNone("it is not a 0/1 vector with the sum 2", PAIRS, 0.5, 1, 0.5, 0);
        assertNone("it is not a 0/1 vector with the sum 2", PAIRS, 2, 0, 0, 0);
        assertNone("it is not a vertex of " + RANKS, RANKS, 1, 1, 2, 2);
        assertNone("it is not a vertex of " + RANKS, RANKS, 1, 2, 3, 4);
        assertNone("it is not a vertex of " + RANKS, RANKS, -1, 0, 1, 2);
        assertNone("it is not a vertex of " + RANKS, RANKS, 0, 1, 2.5, 3);
        assertNone("it is not a vertex of " + BOX, BOX, -1, 2);
        assertNone("it is not a vertex of " + BOX, BOX, 4, 3);
        assertNone("it is not one of the points", new Points(List.of(new double[] {1, 2})), 1, 3);
        assertNone(
                "it is not a 0/1 vector with the sum 2",
                new Blocks(List.of(BOX, PAIRS, RANKS)),
                -1,
                3,
                1,
                1,
                1,
                0,
                0,
                1,
                2,
                3);
    }

    private static void assertVertex(Polytope set, double... y) {
        assertEquals(Optional.empty(), set.violation(y));
    }

    private static void assertNone(String message, Polytope set, double... y) {
        assertEquals(Optional.of(message), set.violation(y));
    }
}
