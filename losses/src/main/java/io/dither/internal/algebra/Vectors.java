package io.dither.internal.algebra;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Operations on vectors; most allocate their results, so that hot loops avoid them. */
public final class Vectors {
    private Vectors() {}

    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    public static double sum(double[] a) {
        double sum = 0;
        for (double number : a) {
            sum += number;
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

    /** Returns alpha a + beta b; a zero in the result is never -0.0. */
    public static double[] combined(double alpha, double[] a, double beta, double[] b) {
        double[] combined = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            combined[i] = alpha * a[i] + beta * b[i] + 0.0;
        }
        return combined;
    }

    /**
     * Fills in the shares exp(u_i / epsilon) / s, and returns epsilon ln s, where s is the sum of exp(u_j / epsilon)
     * over all j. The array of the shares may be u itself.
     */
    public static double softmax(double[] u, double epsilon, double[] shares) {
        double largest = u.length == 0 ? 0 : u[0];
        for (double score : u) {
            largest = Math.max(largest, score);
        }
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            shares[i] = Math.exp((u[i] - largest) / epsilon);
            sum += shares[i];
        }
        for (int i = 0; i < u.length; i++) {
            shares[i] /= sum;
        }
        return largest + epsilon * Math.log(sum);
    }

    /** Returns the indices that sort a vector: the index of the largest number first. */
    public static int[] descending(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .mapToInt(i -> i)
                .toArray();
    }

    /** Returns a vector without its components along orthonormal vectors. */
    public static double[] without(List<double[]> orthonormal, double[] vector) {
        double[] remainder = vector;
        for (double[] unit : orthonormal) {
            remainder = combined(1, remainder, -dot(unit, remainder), unit);
        }
        return remainder;
    }
}
