package io.dither.random;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;

/**
 * An exponential made of additions and multiplications only, so that its bits are the same on every machine and virtual
 * machine ({@code Math.exp} may differ, {@code StrictMath.exp} is slow).
 */
public final class ExactExp {
    private static final double LOG2_E = 0x1.71547652b82fep0;
    /** Ln 2 is LN2_HIGH + LN2_LOW. LN2_HIGH ends in zeros, so that its product with a whole number k is exact. */
    private static final double LN2_HIGH = 0x1.62e42fefa38p-1;

    private static final double LN2_LOW = 0x1.ef35793c7673p-45;
    /** Adding and subtracting this number rounds to a whole number. */
    private static final double ROUND = 0x1.8p52;

    private ExactExp() {}

    /**
     * {@return e^x to within two units in the last place, by e^x = 2^k e^r with |r| at most half of ln 2}
     *
     * @param x a number from -700 to 700
     */
    public static double exp(double x) {
        double shifted = x * LOG2_E + ROUND;
        double k = shifted - ROUND;
        return series((x - k * LN2_HIGH) - k * LN2_LOW) * power(shifted);
    }

    /**
     * Computes e^x for many numbers, with the same bits as {@link #exp(double)} but faster.
     *
     * @param x numbers from -700 to 700, replaced by their exponentials
     * @param workspace an array of at least this length; overwritten
     * @param count the number of numbers
     * @throws InvalidArgumentException if an array is shorter than {@code count}
     */
    public static void exp(double[] x, double[] workspace, int count) {
        Arguments.between("count", count, 0, Math.min(x.length, workspace.length));
        for (int i = 0; i < count; i++) {
            double shifted = x[i] * LOG2_E + ROUND;
            double k = shifted - ROUND;
            workspace[i] = shifted; // its last bits are k
            x[i] = series((x[i] - k * LN2_HIGH) - k * LN2_LOW);
        }
        for (int i = 0; i < count; i++) {
            x[i] *= power(workspace[i]);
        }
    }

    /** Returns 2^k for {@code shifted} = k + ROUND, whose last bits are k; 1023 is the bias of a double's exponent. */
    private static double power(double shifted) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(shifted) + 1023) << 52);
    }

    /** Returns e^r by its series up to r^13. */
    private static double series(double r) {
        double series = 1.0 / 6227020800.0;
        series = series * r + 1.0 / 479001600;
        series = series * r + 1.0 / 39916800;
        series = series * r + 1.0 / 3628800;
        series = series * r + 1.0 / 362880;
        series = series * r + 1.0 / 40320;
        series = series * r + 1.0 / 5040;
        series = series * r + 1.0 / 720;
        series = series * r + 1.0 / 120;
        series = series * r + 1.0 / 24;
        series = series * r + 1.0 / 6;
        series = series * r + 0.5;
        return 1 + (r + r * r * series);
    }
}
