package io.dither.experiments.unsupervised;

import io.dither.error.Arguments;
import io.dither.perturbed.Atoms.Atom;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Sums of weighted solutions, from which their mean and covariance follow. */
final class Moments {
    private final int dimension;
    private double weight;
    /** The sum of w y over solutions y of weight w. */
    private final double[] sums;
    /** The sum of w y y' over the same solutions. */
    private final DMatrixRMaj products;

    Moments(int dimension) {
        this.dimension = dimension;
        sums = new double[dimension];
        products = new DMatrixRMaj(dimension, dimension);
    }

    static Moments of(DMatrixRMaj observations, int dimension) {
        Moments moments = new Moments(dimension);
        double[] row = new double[observations.numCols];
        for (int i = 0; i < observations.numRows; i++) {
            System.arraycopy(observations.data, i * row.length, row, 0, row.length);
            moments.add(Arguments.finite("observation " + i, row, dimension), 1);
        }
        return moments;
    }

    /** Adds the distinct solutions of a simulation; the weight of each is the number of samples that gave it. */
    void add(List<Atom> atoms, double samples) {
        for (Atom atom : atoms) {
            add(atom.solution(), atom.probability() * samples);
        }
    }

    private void add(double[] y, double w) {
        weight += w;
        for (int i = 0; i < dimension; i++) {
            if (y[i] != 0) {
                sums[i] += w * y[i];
                for (int j = 0; j < dimension; j++) {
                    products.data[i * dimension + j] += w * y[i] * y[j];
                }
            }
        }
    }

    /** Returns the sum of the weights: the number of observations, if each has a weight of 1. */
    double weight() {
        return weight;
    }

    double[] mean() {
        return Arrays.stream(sums).map(sum -> sum / weight).toArray();
    }

    /**
     * Returns the covariance of a single solution (sums divided by n - 1, where n is the weight), times a factor, such as 1 / n for the
     * covariance of the mean of n solutions.
     */
    DMatrixRMaj covariance(double factor) {
        DMatrixRMaj covariance = new DMatrixRMaj(dimension, dimension);
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                double centred = products.get(i, j) - sums[i] * sums[j] / weight;
                covariance.set(i, j, factor * centred / (weight - 1));
            }
        }
        return covariance;
    }
}
