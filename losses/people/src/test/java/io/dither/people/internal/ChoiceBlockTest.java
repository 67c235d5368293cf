package io.dither.people.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.random.KeyedRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Choices at many draws of weights, against one draw after the other. */
class ChoiceBlockTest {
    private static final int WEIGHTS = 3;
    private static final int DRAWS = 300;

    private static ChoiceLikelihood likelihood(KeyedRandom random) {
        int[] counts = new int[80];
        Arrays.setAll(counts, t -> t % 4);
        double[] rows = new double[Arrays.stream(counts).sum() * (WEIGHTS + 1)];
        Arrays.setAll(rows, i -> i % 5 == 0 ? 0 : random.nextGaussian());
        return new ChoiceLikelihood(WEIGHTS, new double[][] {rows}, new int[][] {counts});
    }

    /** With weights of usual size, and so large that some utilities, then the products of all sums, leave the range of doubles. */
    @Test
    void blocksAddWhatSingleDrawsHave() {
        KeyedRandom random = new KeyedRandom(11);
        ChoiceLikelihood likelihood = likelihood(random);
        for (double size : new double[] {1, 30, 1000}) {
            double[] weights = new double[WEIGHTS * DRAWS];
            Arrays.setAll(weights, i -> size * random.nextGaussian());
            double[] logs = new double[DRAWS];
            Arrays.fill(logs, -2);
            double[] slopes = new double[weights.length];
            likelihood.evaluateAtDraws(0, weights, logs, slopes);
            for (int r = 0; r < DRAWS; r++) {
                double[] draw = new double[WEIGHTS];
                double[] gradient = new double[WEIGHTS];
                for (int k = 0; k < WEIGHTS; k++) {
                    draw[k] = weights[k * DRAWS + r];
                }
                double logarithm = likelihood.logLikelihood(0, draw, gradient);
                assertEquals(logarithm, logs[r] + 2, 1e-12 * Math.abs(logarithm));
                for (int k = 0; k < WEIGHTS; k++) {
                    assertEquals(gradient[k], slopes[k * DRAWS + r], 1e-11, "slope " + k + " of draw " + r);
                }
            }
        }
    }

    @Test
    void weightsWithoutEndSpoilTheirDrawAlone() {
        ChoiceLikelihood likelihood = likelihood(new KeyedRandom(11));
        double[] weights = new double[WEIGHTS * 2];
        weights[1] = Double.POSITIVE_INFINITY;
        double[] logs = new double[2];
        likelihood.evaluateAtDraws(0, weights, logs, new double[weights.length]);
        double[] gradient = new double[WEIGHTS];
        assertEquals(likelihood.logLikelihood(0, new double[WEIGHTS], gradient), logs[0], 1e-12 * Math.abs(logs[0]));
        assertTrue(!(logs[1] > -1e300), "log " + logs[1]);
    }
}
