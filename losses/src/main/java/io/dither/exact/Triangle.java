package io.dither.exact;

import io.dither.internal.algebra.Vectors;
import java.util.List;

/** The geometry of two or three points of R^d. */
final class Triangle {
    /** A triangle is taken for a segment if its height is below this share of its longest side. */
    private static final double FLAT = 1e-12;

    private Triangle() {}

    /** Returns those of at most three points that are corners of their hull, each once. */
    static double[][] corners(List<double[]> points) {
        int first = 0;
        int second = 0;
        double longest = 0;
        for (int i = 0; i < points.size(); i++) {
            for (int j = i + 1; j < points.size(); j++) {
                double[] side = Vectors.minus(points.get(i), points.get(j));
                double square = Vectors.dot(side, side);
                if (square > longest) {
                    longest = square;
                    first = i;
                    second = j;
                }
            }
        }
        if (longest == 0) {
            return new double[][] {points.get(0)};
        }
        if (points.size() == 3 && !isFlat(points, first, second, longest)) {
            return points.toArray(double[][]::new);
        }
        return new double[][] {points.get(first), points.get(second)};
    }

    private static boolean isFlat(List<double[]> points, int first, int second, double longest) {
        double[] a = points.get(first);
        double[] side = Vectors.minus(points.get(3 - first - second), a);
        double height = Vectors.norm(side) * Math.sin(angle(side, Vectors.minus(points.get(second), a)));
        // NaN if two points are the same
        return !(height > FLAT * Math.sqrt(longest));
    }

    /** Returns the angle between two vectors, accurate to rounding also for angles near 0 and pi (Kahan). */
    static double angle(double[] a, double[] b) {
        double lengthA = Vectors.norm(a);
        double lengthB = Vectors.norm(b);
        double minus = 0;
        double plus = 0;
        for (int i = 0; i < a.length; i++) {
            double x = a[i] / lengthA;
            double y = b[i] / lengthB;
            minus += (x - y) * (x - y);
            plus += (x + y) * (x + y);
        }
        return 2 * Math.atan2(Math.sqrt(minus), Math.sqrt(plus));
    }
}
