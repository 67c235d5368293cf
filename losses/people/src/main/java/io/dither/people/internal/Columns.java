package io.dither.people.internal;

import io.dither.random.ExactExp;

/** Operations on parts of arrays that hold one number per draw: loops that Java compiles to vector instructions. */
public final class Columns {
    /** The exponential of this number and its reciprocal neither overflow nor underflow. */
    private static final double LARGEST_EXPONENT = 700;

    private Columns() {}

    /** Adds a multiple of an array to another array. */
    public static void addMultiple(double factor, double[] x, int xFrom, double[] sums, int sumsFrom, int count) {
        if (factor != 0) {
            for (int r = 0; r < count; r++) {
                sums[sumsFrom + r] += factor * x[xFrom + r];
            }
        }
    }

    /**
     * Returns the dot product of {@code count} entries of a from index {@code aFrom} on with those of b from index {@code bFrom} on. It has four partial sums, so
     * that additions do not wait for each other.
     */
    public static double dot(double[] a, int aFrom, double[] b, int bFrom, int count) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int r = 0;
        for (; r + 3 < count; r += 4) {
            first += a[aFrom + r] * b[bFrom + r];
            second += a[aFrom + r + 1] * b[bFrom + r + 1];
            third += a[aFrom + r + 2] * b[bFrom + r + 2];
            fourth += a[aFrom + r + 3] * b[bFrom + r + 3];
        }
        for (; r < count; r++) {
            first += a[aFrom + r] * b[bFrom + r];
        }
        return first + second + (third + fourth);
    }

    public static double sum(double[] x) {
        double sum = 0;
        for (double number : x) {
            sum += number;
        }
        return sum;
    }

    /** Multiplies an array by another array, entry by entry. */
    public static void multiply(double[] factors, double[] x, int from, int count) {
        for (int r = 0; r < count; r++) {
            x[from + r] *= factors[r];
        }
    }

    /** Replaces numbers by their exponentials; numbers above 700 count as 700, and numbers below -700 as -700. */
    public static void exp(double[] x) {
        for (int r = 0; r < x.length; r++) {
            x[r] = Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, x[r]));
        }
        ExactExp.exp(x, new double[x.length], x.length);
    }

    /** Replaces logarithms by the shares of their exponentials, and returns the logarithm of the sum of the exponentials. */
    public static double toShares(double[] logs) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double logarithm : logs) {
            largest = Math.max(largest, logarithm);
        }
        for (int r = 0; r < logs.length; r++) {
            logs[r] -= largest;
        }
        exp(logs);
        double sum = sum(logs);
        for (int r = 0; r < logs.length; r++) {
            logs[r] /= sum;
        }
        return largest + Math.log(sum);
    }
}
