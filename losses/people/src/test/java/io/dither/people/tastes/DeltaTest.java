package io.dither.people.tastes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.learn.model.Weight;
import io.dither.random.KeyedRandom;
import org.junit.jupiter.api.Test;

/** What persons pay, where the weight of money hardly differs from 0. */
class DeltaTest {
    private static final double[][] COVARIANCE = {{0.04, 0.01}, {0.01, 0.01}};
    private static final double[][] ROOT = {{0.2, 0}, {0.05, Math.sqrt(0.0075)}};

    /** The share of intervals that hold the ratio, any number being possible where there is a note. */
    private static double coverage(double errors, int degrees) {
        KeyedRandom random = new KeyedRandom(17);
        double below = 0.1 * errors;
        double above = 1.5 * below;
        int count = 1000;
        int held = 0;
        for (int i = 0; i < count; i++) {
            double first = random.nextGaussian();
            double[] x = {above + ROOT[0][0] * first, below + ROOT[1][0] * first + ROOT[1][1] * random.nextGaussian()};
            double squares = 0;
            for (int d = 0; d < degrees; d++) {
                double z = random.nextGaussian();
                squares += z * z / degrees;
            }
            double[][] seen = COVARIANCE;
            if (degrees > 0) {
                seen = new double[][] {
                    {squares * 0.04, squares * 0.01},
                    {squares * 0.01, squares * 0.01}
                };
            }
            Delta delta = new Delta(x, seen, degrees == 0 ? Double.POSITIVE_INFINITY : degrees);
            Weight ratio = delta.fieller("a / b", all -> all[0], all -> all[1]);
            boolean bounded = ratio.standardError() > 0;
            assertEquals(bounded ? "" : "the unit is not significantly different from 0", ratio.note());
            held += !bounded || (ratio.low() <= 1.5 && 1.5 <= ratio.high()) ? 1 : 0;
        }
        return (double) held / count;
    }

    @Test
    void intervalsHoldTheRatioHoweverWeakTheUnitIs() {
        for (double errors : new double[] {0.5, 1, 2, 3}) {
            for (int degrees : new int[] {0, 5}) {
                double coverage = coverage(errors, degrees);
                assertTrue(coverage > 0.93, errors + " errors, " + degrees + " degrees: " + coverage);
            }
        }
    }

    @Test
    void intervalsAreOfStudentsLawIfPersonsAreFew() {
        Weight normal = new Delta(new double[] {2, 5}, COVARIANCE, Double.POSITIVE_INFINITY).weight("a", x -> x[0]);
        Weight few = new Delta(new double[] {2, 5}, COVARIANCE, 5).weight("a", x -> x[0]);
        assertEquals(1.96 * 0.2, normal.high() - 2, 1e-4);
        assertEquals(2.571 * 0.2, few.high() - 2, 1e-4);
    }
}
