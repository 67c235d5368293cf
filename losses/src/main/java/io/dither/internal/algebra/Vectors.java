package io.dither.internal.algebra;

import java.util.List;

/** The few operations on whole vectors, for what is not done sample by sample. */
public final class Vectors {
    private Vectors() {}

    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    public static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    public static double[] scaled(double factor, double[] a) {
        return combined(factor, a, 0, a);
    }

    public static double[] minus(double[] a, double[] b) {
        return combined(1, a, -1, b);
    }

    /** Returns alpha a + beta b, without signed zeros. */
    public static double[] combined(double alpha, double[] a, double beta, double[] b) {
        double[] result = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = alpha * a[i] + beta * b[i] + 0.0;
        }
        return result;
    }

    /** Returns what is left of a vector without its components along orthonormal ones. */
    public static double[] without(List<double[]> orthonormal, double[] vector) {
        double[] rest = vector;
        for (double[] unit : orthonormal) {
            rest = combined(1, rest, -dot(unit, rest), unit);
        }
        return rest;
    }
}
