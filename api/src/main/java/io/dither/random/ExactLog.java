package io.dither.random;

/**
 * A natural logarithm made of additions, multiplications and one division only, so that its bits are the same on every
 * machine and virtual machine ({@code Math.log} may differ, {@code StrictMath.log} is slow).
 */
public final class ExactLog {
    /** Ln 2 is LN2_HIGH + LN2_LOW. LN2_HIGH ends in zeros, so that its product with an exponent is exact. */
    private static final double LN2_HIGH = 0x1.62e42fefa38p-1;

    private static final double LN2_LOW = 0x1.ef35793c7673p-45;
    private static final double SQRT2 = 0x1.6a09e667f3bcdp0;

    private ExactLog() {}

    /**
     * {@return ln(x) to within two units in the last place, by ln m = 2 atanh((m - 1) / (m + 1)) on the mantissa m}
     *
     * @param x a normal number above 0
     */
    public static double log(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >>> 52) - 1023;
        double mantissa = Double.longBitsToDouble((bits & 0x000FFFFFFFFFFFFFL) | 0x3FF0000000000000L);
        // brings the mantissa near 1, so that the series converges fast
        if (mantissa > SQRT2) {
            mantissa *= 0.5;
            exponent++;
        }
        double f = mantissa - 1;
        double s = f / (2 + f);
        double q = s * s;
        // s = (m - 1) / (m + 1), q = s^2, and atanh(s) = s (1 + q series) with series = 1/3 + q/5 + q^2/7 + ...
        double series = 1.0 / 21;
        series = series * q + 1.0 / 19;
        series = series * q + 1.0 / 17;
        series = series * q + 1.0 / 15;
        series = series * q + 1.0 / 13;
        series = series * q + 1.0 / 11;
        series = series * q + 1.0 / 9;
        series = series * q + 1.0 / 7;
        series = series * q + 1.0 / 5;
        series = series * q + 1.0 / 3;
        double half = 0.5 * f * f;
        // 2 atanh(s) = f - (f^2/2 - s (f^2/2 + 2 q series)): f is exact, and the rest is a small correction
        double correction = half - s * (half + 2 * q * series);
        return exponent * LN2_HIGH - ((correction - exponent * LN2_LOW) - f);
    }
}
