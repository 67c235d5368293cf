package io.dither.experiments.labelranking;

import org.ejml.data.DMatrixRMaj;

/** A Gaussian naive Bayes model: within a class the features are independent and normal. */
final class GaussianNaiveBayes {
    /** A share of the largest variance is added to each, so that a feature constant within a class does no harm. */
    private static final double SMOOTHING = 1e-9;

    private final double[] logPriors;
    private final double[][] means;
    private final double[][] variances;

    private GaussianNaiveBayes(double[] logPriors, double[][] means, double[][] variances) {
        this.logPriors = logPriors;
        this.means = means;
        this.variances = variances;
    }

    /** Fits n x d features with the class of each row, from 0 to count - 1, each there at least once. */
    static GaussianNaiveBayes fit(DMatrixRMaj features, int[] classes, int count) {
        int d = features.numCols;
        double[] sizes = new double[count];
        double[][] means = new double[count][d];
        double[][] variances = new double[count][d];
        for (int i = 0; i < classes.length; i++) {
            sizes[classes[i]]++;
            for (int j = 0; j < d; j++) {
                means[classes[i]][j] += features.get(i, j);
            }
        }
        divide(means, sizes);
        double largest = 0;
        for (int i = 0; i < classes.length; i++) {
            for (int j = 0; j < d; j++) {
                double difference = features.get(i, j) - means[classes[i]][j];
                variances[classes[i]][j] += difference * difference;
            }
        }
        divide(variances, sizes);
        for (double[] row : variances) {
            for (double variance : row) {
                largest = Math.max(largest, variance);
            }
        }
        for (int c = 0; c < count; c++) {
            sizes[c] = StrictMath.log(sizes[c] / classes.length);
            for (int j = 0; j < d; j++) {
                variances[c][j] += SMOOTHING * largest;
            }
        }
        return new GaussianNaiveBayes(sizes, means, variances);
    }

    /** Returns the logarithm of each class's posterior, up to a constant that all share. */
    double[] logPosteriors(double[] x) {
        double[] result = logPriors.clone();
        for (int c = 0; c < result.length; c++) {
            for (int j = 0; j < x.length; j++) {
                double difference = x[j] - means[c][j];
                result[c] -= 0.5 * (StrictMath.log(variances[c][j]) + difference * difference / variances[c][j]);
            }
        }
        return result;
    }

    private static void divide(double[][] rows, double[] by) {
        for (int c = 0; c < rows.length; c++) {
            for (int j = 0; j < rows[c].length; j++) {
                rows[c][j] /= by[c];
            }
        }
    }
}
