package io.dither.noise;

import io.dither.error.Arguments;
import io.dither.random.KeyedRandom;

/**
 * A normal law with covariance D + F F^T, D diagonal and F of k columns.
 *
 * <p>By Woodbury's identity its inverse is D^-1 - G G^T with G = D^-1 F C^-T and C C^T = I + F^T D^-1 F: a score costs
 * O(d k) and no workspace.
 */
final class LowRankGaussian implements CurvedNoise, DimensionedNoise {
    private final double[] diagonal;
    private final double[] deviations;
    private final int rank;
    /** F and G, column by column. */
    private final double[] factors;

    private final double[] inverseFactors;

    LowRankGaussian(double[] diagonal, double[][] factors) {
        int d = Arguments.atLeast("the length of the diagonal", diagonal.length, 1);
        Arguments.require(
                factors.length == d,
                "factors has " + factors.length + " rows, but the diagonal has length " + d,
                "Maybe factors is transposed: it has one row per coordinate and one column per factor");
        this.diagonal = diagonal.clone();
        deviations = new double[d];
        rank = factors[0].length;
        this.factors = new double[rank * d];
        for (int i = 0; i < d; i++) {
            deviations[i] = Math.sqrt(Arguments.positive("diagonal[" + i + "]", diagonal[i]));
            Arguments.finite("factors[" + i + "]", factors[i], rank);
            for (int f = 0; f < rank; f++) {
                this.factors[f * d + i] = factors[i][f];
            }
        }
        inverseFactors = inverseFactors();
    }

    private double[] inverseFactors() {
        int d = diagonal.length;
        Cholesky core = Cholesky.of("I + F^T D^-1 F", core(), rank);
        double[] inverse = new double[rank * d];
        double[] row = new double[rank];
        for (int i = 0; i < d; i++) {
            for (int f = 0; f < rank; f++) {
                row[f] = factors[f * d + i] / diagonal[i];
            }
            core.solve(row);
            for (int f = 0; f < rank; f++) {
                inverse[f * d + i] = row[f];
            }
        }
        return inverse;
    }

    /** Returns I + F^T D^-1 F. */
    private double[] core() {
        int d = diagonal.length;
        double[] core = new double[rank * rank];
        for (int f = 0; f < rank; f++) {
            for (int g = 0; g < rank; g++) {
                double sum = f == g ? 1 : 0;
                for (int i = 0; i < d; i++) {
                    sum += factors[f * d + i] * factors[g * d + i] / diagonal[i];
                }
                core[f * rank + g] = sum;
            }
        }
        return core;
    }

    @Override
    public String name() {
        return "low-rank-gaussian";
    }

    @Override
    public int dimension() {
        return diagonal.length;
    }

    @Override
    public void sample(KeyedRandom random, double[] z) {
        Lengths.require(this, z.length);
        for (int i = 0; i < z.length; i++) {
            z[i] = deviations[i] * random.nextGaussian();
        }
        for (int f = 0; f < rank; f++) {
            addColumn(factors, f, random.nextGaussian(), z);
        }
    }

    @Override
    public double mean(int coordinate) {
        return 0;
    }

    @Override
    public void score(double[] z, double[] score) {
        Lengths.require(this, z.length);
        for (int i = 0; i < z.length; i++) {
            score[i] = z[i] / diagonal[i];
        }
        for (int f = 0; f < rank; f++) {
            double product = 0;
            for (int i = 0; i < z.length; i++) {
                product += inverseFactors[f * z.length + i] * z[i];
            }
            addColumn(inverseFactors, f, -product, score);
        }
    }

    private static void addColumn(double[] columns, int column, double weight, double[] sum) {
        int start = column * sum.length;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * columns[start + i];
        }
    }

    @Override
    public void hessian(double[] z, double[] hessian) {
        Lengths.require(this, z.length);
        Arguments.length("hessian", hessian, z.length * z.length);
        int d = z.length;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double sum = i == j ? 1 / diagonal[i] : 0;
                for (int f = 0; f < rank; f++) {
                    sum -= inverseFactors[f * d + i] * inverseFactors[f * d + j];
                }
                hessian[i * d + j] = sum;
            }
        }
    }
}
