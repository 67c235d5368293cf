package io.dither.exact;

import io.dither.internal.algebra.Vectors;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * One, two or three points with Gaussian noise: the differences of their scores are normal.
 *
 * <p>With w_jk the density at 0 of the difference of j and k, times the probability that both then beat the third, J =
 * sum over pairs of w_jk (y_j - y_k)(y_j - y_k)^T, and F = sum p_k &lt;u, y_k&gt; + eps^2 tr J by Stein's identity.
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record SmoothPoints(double[][] corners, Law law) implements Smoothing {
    /** The largest number of points that have a formula. */
    static final int MOST = 3;

    private static final IndependentNoise NORMAL = Noise.gaussian();

    static Optional<Smoothing> of(List<double[]> points, Law law) {
        return points.size() > MOST ? Optional.empty() : Optional.of(new SmoothPoints(Triangle.corners(points), law));
    }

    @Override
    public double value(double[] u) {
        double[] p = probabilities(u);
        Compensated sum = new Compensated();
        sum.add(1, Vectors.dot(u, corners[0]));
        for (int k = 0; k < corners.length; k++) {
            sum.add(p[k], gap(u, k, 0));
            for (int j = 0; j < k; j++) {
                sum.add(law.epsilon(), border(u, j, k) * distance(j, k));
            }
        }
        return sum.value();
    }

    @Override
    public double[] mean(double[] u) {
        double[] p = probabilities(u);
        return CommonOps_DDRM.mult(DMatrixRMaj.wrap(1, p.length, p), new DMatrixRMaj(corners), null).data;
    }

    @Override
    public DMatrixRMaj jacobian(double[] u) {
        int n = u.length;
        DMatrixRMaj jacobian = new DMatrixRMaj(n, n);
        for (int k = 0; k < corners.length; k++) {
            for (int j = 0; j < k; j++) {
                DMatrixRMaj side = DMatrixRMaj.wrap(n, 1, Vectors.minus(corners[j], corners[k]));
                double weight = border(u, j, k) / (law.epsilon() * distance(j, k));
                CommonOps_DDRM.multAddTransB(weight, side, side, jacobian);
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
        return Wedge.probability(lead(u, k, j), lead(u, k, l), angle(k, j, l));
    }

    private double angle(int k, int j, int l) {
        return Triangle.angle(Vectors.minus(corners[k], corners[j]), Vectors.minus(corners[k], corners[l]));
    }

    /** Returns the difference of the scores of two corners, without loss of digits if large coordinates cancel. */
    private double gap(double[] u, int k, int j) {
        Compensated gap = new Compensated();
        for (int i = 0; i < u.length; i++) {
            gap.add(u[i], corners[k][i]);
            gap.add(-u[i], corners[j][i]);
        }
        return gap.value();
    }

    private double distance(int j, int k) {
        return Vectors.norm(Vectors.minus(corners[j], corners[k]));
    }

    /** Returns the mean of the difference of two scores, in its own standard deviations. */
    private double lead(double[] u, int k, int j) {
        return law.ratio(gap(u, k, j)) / distance(k, j);
    }

    /** Returns w_jk in units of 1 / (eps |y_j - y_k|). */
    private double border(double[] u, int j, int k) {
        double density = NORMAL.density(lead(u, j, k));
        if (corners.length == 2 || density == 0) {
            return density;
        }
        int third = 3 - j - k;
        double angle = angle(j, k, third);
        return density * NORMAL.cdf((lead(u, j, third) - Math.cos(angle) * lead(u, j, k)) / Math.sin(angle));
    }
}
