package io.dither.noise;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.random.KeyedRandom;

/** A normal law with mean 0 and a full covariance L L^T, drawn as L e with standard normal e. */
final class CorrelatedGaussian implements CurvedNoise, DimensionedNoise {
    private final int dimension;
    private final Cholesky factor;
    /** The inverse of the covariance, row by row. */
    private final double[] precision;

    CorrelatedGaussian(double[][] covariance) {
        dimension = Arguments.atLeast("the number of rows of the covariance", covariance.length, 1);
        factor = Cholesky.of("covariance", flattened(covariance), dimension);
        precision = factor.inverse();
    }

    /** Returns the matrix row by row; requires that it is square, and symmetric up to the rounding of its variances. */
    private static double[] flattened(double[][] rows) {
        int size = rows.length;
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(Arguments.finite("covariance[" + i + "]", rows[i], size), 0, matrix, i * size, size);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                requireEqualToMirrored(rows, i, j);
            }
        }
        return matrix;
    }

    private static void requireEqualToMirrored(double[][] rows, int i, int j) {
        // relative to the standard deviations: a computed covariance near 0 is often rounding alone
        if (Math.abs(rows[i][j] - rows[j][i]) > 1e-12 * Math.sqrt(rows[i][i]) * Math.sqrt(rows[j][j])) {
            throw new InvalidArgumentException(
                    "covariance is not symmetric: [" + i + "][" + j + "] = " + rows[i][j] + ", but [" + j + "][" + i
                            + "] = " + rows[j][i],
                    "Maybe average it with its transpose");
        }
    }

    @Override
    public String name() {
        return "gaussian-covariance";
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void sample(KeyedRandom random, double[] z) {
        Lengths.requireDimension(this, z.length);
        for (int i = 0; i < z.length; i++) {
            z[i] = random.nextGaussian();
        }
        factor.multiply(z);
    }

    @Override
    public double mean(int coordinate) {
        return 0;
    }

    @Override
    public void score(double[] z, double[] score) {
        Lengths.requireDimension(this, z.length);
        // nu(z) = z^T P z / 2 with the precision matrix P = L^-T L^-1, so that the score, grad nu(z), is P z
        System.arraycopy(z, 0, score, 0, z.length);
        factor.solve(score);
        factor.solveTransposed(score);
    }

    @Override
    public void hessian(double[] z, double[] hessian) {
        Lengths.requireDimension(this, z.length);
        Arguments.length("hessian", hessian, z.length * z.length);
        System.arraycopy(precision, 0, hessian, 0, precision.length);
    }
}
