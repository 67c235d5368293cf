package io.dither.losses;

/** The few operations on vectors that a descent method needs. */
final class Vectors {
    private Vectors() {}

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    static double[] scaled(double factor, double[] a) {
        return combined(factor, a, 0, a);
    }

    static double[] minus(double[] a, double[] b) {
        return combined(1, a, -1, b);
    }

    /** Returns alpha a + beta b, without signed zeros. */
    static double[] combined(double alpha, double[] a, double beta, double[] b) {
        double[] result = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = alpha * a[i] + beta * b[i] + 0.0;
        }
        return result;
    }
}
