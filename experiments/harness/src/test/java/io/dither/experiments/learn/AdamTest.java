package io.dither.experiments.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AdamTest {
    @Test
    void firstStepMovesEachParameterByTheRateAgainstTheSignOfItsGradient() {
        double[] parameters = {1, 1, 1};
        new Adam(3).step(parameters, new double[] {4, -0.25, 0}, 0.1);
        assertArrayEquals(new double[] {0.9, 1.1, 1}, parameters, 1e-8);
    }

    @Test
    void secondStepEqualsTheHandComputedOne() {
        double[] parameters = {0};
        Adam adam = new Adam(1);
        adam.step(parameters, new double[] {1}, 0.1);
        adam.step(parameters, new double[] {3}, 0.1);
        // m = 0.09 + 0.3 = 0.39, corrected by 1 - 0.81; v = 0.000999 + 0.009, corrected by 1 - 0.998001
        double second = 0.1 * (0.39 / 0.19) / Math.sqrt(0.009999 / 0.001999);
        assertEquals(-0.1 - second, parameters[0], 1e-8);
    }

    @Test
    void findsTheMinimumOfASquare() {
        double[] parameters = {5, -3};
        Adam adam = new Adam(2);
        for (int t = 0; t < 2000; t++) {
            adam.step(parameters, new double[] {parameters[0] - 1, 10 * (parameters[1] - 2)}, 0.05);
        }
        assertArrayEquals(new double[] {1, 2}, parameters, 1e-4);
    }
}
