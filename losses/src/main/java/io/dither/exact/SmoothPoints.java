package io.dither.exact;

import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * The corners of a point, a segment or a triangle, with Gaussian noise: the differences of their scores are normal.
 *
 * <p>With w_jk the density at 0 of the difference of j and k, times the probability that both then beat the third, J = sum
 * over pairs of w_jk (y_j - y_k)(y_j - y_k)^T, and F = sum p_k &lt;u, y_k&gt; + eps^2 tr J by Stein's identity.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record SmoothPoints(double[][] corners, double epsilon) implements Smoothing {
    /** The most points that have a formula. */
    static final int MOST = 3;

    private static final IndependentNoise NORMAL = Noise.gaussian();

    static Optional<Smoothing> of(List<double[]> points, double epsilon) {
        return points.size() > MOST
                ? Optional.empty()
                : Optional.of(new SmoothPoints(Triangle.corners(points), epsilon));
    }

    @Override
    public double value(double[] u) {
        double[] p = probabilities(u);
        double sum = 0;
        for (int k = 0; k < corners.length; k++) {
            sum += p[k] * dot(u, corners[k]);
            for (int j = 0; j < k; j++) {
                double[] side = Triangle.difference(corners[j], corners[k]);
                sum += epsilon * epsilon * border(u, j, k) * dot(side, side);
            }
        }
        return sum;
    }

    @Override
    public double[] mean(double[] u) {
        double[] p = probabilities(u);
        double[] mean = new double[u.length];
        for (int k = 0; k < corners.length; k++) {
            for (int i = 0; i < u.length; i++) {
                mean[i] += p[k] * corners[k][i];
            }
        }
        return mean;
    }

    @Override
    public DMatrixRMaj jacobian(double[] u) {
        int n = u.length;
        DMatrixRMaj jacobian = new DMatrixRMaj(n, n);
        for (int k = 0; k < corners.length; k++) {
            for (int j = 0; j < k; j++) {
                double[] side = Triangle.difference(corners[j], corners[k]);
                double weight = border(u, j, k);
                for (int at = 0; at < n * n; at++) {
                    jacobian.data[at] += weight * side[at / n] * side[at % n];
                }
            }
        }
        return jacobian;
    }

    private double[] probabilities(double[] u) {
        double[] p = new double[corners.length];
        for (int k = 0; k < p.length; k++) {
            p[k] = switch (p.length) {
                case 1 -> 1;
                case 2 -> NORMAL.cdf(lead(u, k, 1 - k));
                default -> wins(u, k, (k + 1) % 3, (k + 2) % 3);
            };
        }
        return p;
    }

    private double wins(double[] u, int k, int j, int l) {
        double angle = Triangle.angle(
                Triangle.difference(corners[k], corners[j]), Triangle.difference(corners[k], corners[l]));
        return Wedge.probability(lead(u, k, j), lead(u, k, l), angle);
    }

    /** Returns the mean of the difference of two scores, in its own standard deviations. */
    private double lead(double[] u, int k, int j) {
        double[] side = Triangle.difference(corners[k], corners[j]);
        return dot(u, side) / (epsilon * Math.sqrt(dot(side, side)));
    }

    /** Returns w_jk. */
    private double border(double[] u, int j, int k) {
        double[] side = Triangle.difference(corners[j], corners[k]);
        double density = NORMAL.density(lead(u, j, k)) / (epsilon * Math.sqrt(dot(side, side)));
        if (corners.length == 2) {
            return density;
        }
        double[] height = Triangle.height(Triangle.difference(corners[j], corners[3 - j - k]), side);
        return density * NORMAL.cdf(dot(u, height) / (epsilon * Math.sqrt(dot(height, height))));
    }

    private static double dot(double[] a, double[] b) {
        return Triangle.dot(a, b);
    }
}
