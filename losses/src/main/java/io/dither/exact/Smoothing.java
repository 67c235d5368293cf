package io.dither.exact;

import io.dither.internal.algebra.Vectors;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.oracle.capability.Polytope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * F_eps over a polytope, its gradient y_eps and the Jacobian J of y_eps, for scores u (larger is better). Immutable.
 * Implementations that share work between the value and the mean override {@link #valueAndMean} only; other
 * implementations override {@link #value} and {@link #mean}.
 */
interface Smoothing {
    /** Returns F_eps(u) = E max over y of &lt;u + eps Z, y&gt;. */
    default double value(double[] u) {
        return valueAndMean(u, new double[u.length]);
    }

    /** Returns y_eps(u), the gradient of F_eps, in a new array. */
    default double[] mean(double[] u) {
        double[] mean = new double[u.length];
        valueAndMean(u, mean);
        return mean;
    }

    /**
     * Fills y_eps(u) into an array and returns F_eps(u); both equal the results of {@link #mean} and {@link #value} to
     * the last bit.
     */
    default double valueAndMean(double[] u, double[] mean) {
        System.arraycopy(mean(u), 0, mean, 0, mean.length);
        return value(u);
    }

    /** Returns J, the Jacobian of y_eps at u, which is symmetric. */
    DMatrixRMaj jacobian(double[] u);

    /** Returns J v. */
    default double[] product(double[] u, double[] v) {
        return CommonOps_DDRM.mult(jacobian(u), DMatrixRMaj.wrap(v.length, 1, v), null).data;
    }

    /** Fills J v for each vector v. */
    default void products(double[] u, double[][] vectors, double[][] products) {
        for (int k = 0; k < vectors.length; k++) {
            System.arraycopy(product(u, vectors[k]), 0, products[k], 0, u.length);
        }
    }

    /**
     * Fills the lower triangle of X' J X, row by row: the Hessian of F_eps(X w) in w, at a w with X w = u. {@code x} is
     * X, row by row, with a row per coordinate; {@code mean} is y_eps(u).
     */
    default void hessian(double[] u, double[] mean, double[] x, double[] triangle) {
        int columns = x.length / u.length;
        double[][] vectors = new double[columns][u.length];
        for (int i = 0, at = 0; i < u.length; i++) {
            for (int k = 0; k < columns; k++) {
                vectors[k][i] = x[at++];
            }
        }
        double[][] products = new double[columns][u.length];
        products(u, vectors, products);
        for (int k = 0, at = 0; k < columns; k++) {
            for (int l = 0; l <= k; l++) {
                triangle[at++] = Vectors.dot(products[k], vectors[l]);
            }
        }
    }

    /**
     * Returns the smoothing of a polytope, or empty if there is none. If {@code isMirrored}, the scores are u - eps Z;
     * then there is a smoothing of ranks, and of products of ranks, only.
     */
    static Optional<Smoothing> of(Polytope polytope, Noise noise, double epsilon, boolean isMirrored) {
        if (!(noise instanceof IndependentNoise independent)) {
            return Optional.empty();
        }
        Law law = new Law(independent, epsilon);
        if (polytope instanceof Polytope.Blocks product) {
            return blocks(product.blocks(), noise, epsilon, isMirrored);
        }
        if (polytope instanceof Polytope.Permutahedron) {
            // ranks depend on differences of two scores, whose law is symmetric: subtracting eps Z instead of
            // adding it only changes the mean of the scores
            return Optional.of(new SmoothRanks(topK(2, 1, law), isMirrored ? 2 * law.meanNoise() : 0));
        }
        if (isMirrored) {
            return Optional.empty();
        }
        if (polytope instanceof Polytope.Hypersimplex set) {
            return Optional.of(topK(set.dimension(), set.k(), law));
        }
        return polytope instanceof Polytope.Cube cube ? Optional.of(new SmoothCube(cube, law)) : Optional.empty();
    }

    private static Smoothing topK(int n, int k, Law law) {
        if (k == 1 && law.isGumbel()) {
            return new SoftArgmax(law);
        }
        return n == 2 && k == 1 && law.isGaussian() ? new GaussianPair(law) : new SmoothTopK(k, law);
    }

    private static Optional<Smoothing> blocks(List<Polytope> sets, Noise noise, double epsilon, boolean isMirrored) {
        List<SmoothBlocks.Block> blocks = new ArrayList<>();
        int start = 0;
        for (Polytope polytope : sets) {
            Optional<Smoothing> smoothing = of(polytope, noise, epsilon, isMirrored);
            if (smoothing.isEmpty()) {
                return smoothing;
            }
            blocks.add(new SmoothBlocks.Block(smoothing.get(), start, start + polytope.dimension()));
            start += polytope.dimension();
        }
        return Optional.of(new SmoothBlocks(blocks));
    }
}
