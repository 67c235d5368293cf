package io.dither.ortools.internal;

/** Scaling by powers of two, which rounds nothing. */
public final class PowerOfTwo {
    private PowerOfTwo() {}

    /** The power of two that brings the largest magnitude into [1, 2), as far as doubles reach; 1 for zeros. */
    public static double normalising(double[] vector) {
        return Math.scalb(1.0, -Math.getExponent(largest(vector, 1)));
    }

    /** The largest magnitude times a factor; 1 for zeros, so that a scale can be found for it. */
    public static double largest(double[] vector, double factor) {
        double largest = 0;
        for (double value : vector) {
            largest = Math.max(largest, Math.abs(value) * factor);
        }
        return largest == 0 ? 1 : largest;
    }

    /** The largest power of two, up to 2^1023, with scale * value &lt;= limit; value and limit are above 0. */
    public static double within(double value, double limit) {
        int exponent = Math.getExponent(limit) - Math.getExponent(value) + 1;
        double scale = Math.scalb(1.0, Math.min(exponent, Double.MAX_EXPONENT));
        while (scale * value > limit) {
            scale /= 2;
        }
        return scale;
    }
}
