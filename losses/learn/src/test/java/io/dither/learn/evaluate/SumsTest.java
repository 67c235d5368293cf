package io.dither.learn.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SumsTest {
    private static final double[] NONE = {};

    @Test
    void sparseExamplesAddUpToDenseSums() {
        // two weights and five effects, of which the examples touch the second, and the second and the fifth
        Sums first = new Sums(1, 10, new double[] {1, 2, 3}, new double[] {1, 4, 9}, NONE, 0.5);
        Sums second = new Sums(2, 20, new double[] {4, 5, 6, 7}, new double[] {16, 25, 85}, NONE, 0.25);
        Sums both = Sums.total(List.of(first.node(1, new int[] {1}, 7), second.node(2, new int[] {1, 4}, 7)), 7)
                .orElseThrow();
        assertEquals(3, both.weight());
        assertEquals(10, both.meanLoss());
        assertArrayEquals(new double[] {5, 7, 0, 9, 0, 0, 7}, both.gradient());
        assertArrayEquals(new double[] {17, 29, 94}, both.squares());
        assertEquals(0.25, both.meanGap());
    }

    @Test
    void vectorsAreReadBack() {
        for (double[] hessian : List.of(NONE, new double[] {1, 2, 3, 4, 5, 6})) {
            Sums sums = new Sums(1, 10, new double[] {1, 2, 3}, new double[] {1, 4, 9}, hessian, 0.5);
            assertArrayEquals(hessian, Sums.of(sums.vector(), 3).hessian());
            double[] vector = new double[Sums.vectorLength(3, hessian.length)];
            Sums.put(1, 10, new double[] {1, 2, 3}, hessian, vector, 0);
            assertArrayEquals(
                    new Sums(1, 10, new double[] {1, 2, 3}, new double[] {1, 4, 9}, hessian, 0).vector(), vector);
        }
        Sums sums = new Sums(1, 10, new double[] {1, 2, 3}, new double[] {1, 4, 9}, NONE, 0.5);
        assertArrayEquals(sums.vector(), Sums.of(sums.vector(), 3).vector());
        assertArrayEquals(
                sums.vector(),
                Sums.total(List.of(sums.node(7)), 3).orElseThrow().vector());
        assertTrue(Sums.total(List.of(), 3).isEmpty());
    }

    @Test
    void theLengthOfAHessianDoesNotOverflow() {
        assertEquals(3, Sums.hessianLength(2));
        assertEquals(2_147_450_880, Sums.hessianLength(65_535));
    }
}
