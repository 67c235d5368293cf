package io.dither.oracle.capability;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import org.junit.jupiter.api.Test;

class FixedPairsTest {
    @Test
    void answersKeepTheGapOfTheSolver() {
        LinearOracle whole = LinearOracle.of(4, Sense.MINIMIZE, theta -> new double[] {1, 0, 0, 1});
        FixedPairs oracle = new FixedPairs(whole, 2, new int[] {0}, new int[] {1, 3}, forbidden -> (theta, vertex) -> {
            vertex.clear();
            vertex.add(0, 1);
            vertex.add(3, 1);
            vertex.gap(theta[3]);
        });
        Vertex answer = oracle.answer(new double[] {7, 2});
        assertArrayEquals(new double[] {0, 1}, answer.toArray());
        assertEquals(2, answer.gap());
    }

    @Test
    void aDenseAnswerUsesOnlyItsPairsOfValueOne() {
        LinearOracle whole = LinearOracle.of(4, Sense.MINIMIZE, theta -> new double[] {1, 0, 0, 1});
        FixedPairs oracle =
                new FixedPairs(whole, 2, new int[0], new int[] {0, 1, 2, 3}, forbidden -> (theta, vertex) -> {
                    double[] y = vertex.dense();
                    y[1] = 1;
                    y[2] = 1;
                });
        assertArrayEquals(new double[] {0, 1, 1, 0}, oracle.solve(new double[4]));
    }

    @Test
    void coordinatesAreSortedAndEitherFreeOrFixedAtOne() {
        Fixable.require(4, new int[] {1}, new int[] {0, 3});
        for (int[] free : new int[][] {{0, 1}, {1, 3}, {3, 0}, {0, 0}, {-1}, {4}, {}}) {
            assertThrows(InvalidArgumentException.class, () -> Fixable.require(4, new int[] {1}, free));
        }
    }
}
