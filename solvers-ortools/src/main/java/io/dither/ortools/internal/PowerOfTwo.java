package io.dither.ortools.internal;

/** Scaling by powers of two, which does not round. */
public final class PowerOfTwo {
    private PowerOfTwo() {}

    /**
     * Returns the power of two that brings the largest magnitude into [1, 2), but at most 2^1023; 1 if all numbers are
     * 0.
     */
    public static double normalising(double[] vector) {
        return Math.scalb(1.0, -Math.getExponent(largestScaledMagnitude(vector, 1)));
    }

    /** Returns the largest magnitude times a factor; 1 if all numbers are 0, so that a scale can be computed. */
    public static double largestScaledMagnitude(double[] vector, double factor) {
        double largest = 0;
        for (double value : vector) {
            largest = Math.max(largest, Math.abs(value) * factor);
        }
        return largest == 0 ? 1 : largest;
    }

    /**
     * Returns the largest power of two, up to 2^1023, whose product with the value is at most the limit; value and
     * limit are above 0.
     */
    public static double largestScale(double value, double limit) {
        // from the exponents alone, so the scale may still be too large by a factor below 4
        int exponent = Math.getExponent(limit) - Math.getExponent(value) + 1;
        double scale = Math.scalb(1.0, Math.min(exponent, Double.MAX_EXPONENT));
        while (scale * value > limit) {
            scale /= 2;
        }
        return scale;
    }
}
