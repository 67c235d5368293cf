package io.dither.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LimitedMemoryTest {
    /** Half of 2 x^2 + 8 y^2, whose steps along the axes are all that there is to know of it. */
    @Test
    void learnsTheInverseHessianOfAQuadratic() {
        LimitedMemory memory = new LimitedMemory(1e-14);
        double[] gradient = {4, -8};
        assertArrayEquals(gradient, memory.inverseHessianTimes(gradient));
        memory.remember(new double[] {1, 0}, new double[] {2, 0});
        memory.remember(new double[] {0, 0.5}, new double[] {0, 4});
        assertArrayEquals(new double[] {2, -1}, memory.inverseHessianTimes(gradient), 1e-15);
        memory.forget();
        assertTrue(memory.isEmpty());
        assertArrayEquals(gradient, memory.inverseHessianTimes(gradient));
    }

    @Test
    void forgetsTheOldestOfMoreThanTwentySteps() {
        LimitedMemory memory = new LimitedMemory(0);
        memory.remember(new double[] {1, 0}, new double[] {2, 0});
        for (int k = 0; k < 20; k++) {
            memory.remember(new double[] {0, 1}, new double[] {0, 1});
        }
        assertArrayEquals(new double[] {4, 3}, memory.inverseHessianTimes(new double[] {4, 3}));
    }

    @Test
    void remembersNoStepAlongWhichTheFunctionIsNotConvex() {
        LimitedMemory memory = new LimitedMemory(1e-14);
        memory.remember(new double[] {1, 0}, new double[] {-1, 0});
        memory.remember(new double[] {1, 0}, new double[] {0, 1});
        assertTrue(memory.isEmpty());
        memory.remember(new double[] {1, 0}, new double[] {1, 1});
        assertFalse(memory.isEmpty());
    }
}
