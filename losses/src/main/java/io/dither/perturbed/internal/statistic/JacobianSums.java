package io.dither.perturbed.internal.statistic;

import io.dither.layer.Estimated;
import io.dither.oracle.Vertex;
import io.dither.perturbed.internal.engine.Sample;
import io.dither.perturbed.internal.engine.Statistic;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.IntToDoubleFunction;

/**
 * Derivatives of y_eps, the mean solution: the covariance of each coordinate of y (the row) with each score (the
 * column): a number of each sample, such as grad nu(Z)_j, where the noise has the density exp(-nu). The caller's factor
 * of the column makes it the derivative of the log density of X in a parameter. Scores have mean 0. The sum of
 * (y_i - mean y_i) g_j over the M samples is divided by M - 1, which has the effect of a leave-one-out baseline. The
 * time per sample grows with the number of columns times the number of coordinates that a vertex has, which may be far
 * below d.
 */
public final class JacobianSums implements Statistic<JacobianSums> {
    private final int columns;
    private final BiConsumer<Sample, double[]> scoreFiller;
    private long count;
    private final Origins origins;
    /** Sums of y_i. In all sums y_i is relative to the origin of row i. */
    private final double[] solutionSums;

    /** The scores g of the current sample, one per column. */
    private final double[] sampleScores;

    /** Sums of g_j. */
    private final double[] scoreSums;
    /** Sums of g_j^2. */
    private final double[] scoreSquares;
    /** Sums of y_i g_j, row i by row i. */
    private final double[] products;
    /** Sums of y_i g_j^2, in the same order. */
    private final double[] solutionScoreSquares;
    /** Sums of y_i^2 g_j^2, in the same order. */
    private final double[] productSquares;
    /** All six arrays of sums. */
    private final double[][] sums;

    /** Creates the sums; {@code scoreFiller} writes the scores of a sample, one per column. */
    public JacobianSums(int rows, int columns, BiConsumer<Sample, double[]> scoreFiller) {
        this.columns = columns;
        this.scoreFiller = scoreFiller;
        origins = new Origins(rows);
        solutionSums = new double[rows];
        sampleScores = new double[columns];
        scoreSums = new double[columns];
        scoreSquares = new double[columns];
        products = new double[rows * columns];
        solutionScoreSquares = new double[rows * columns];
        productSquares = new double[rows * columns];
        sums = new double[][] {solutionSums, scoreSums, scoreSquares, products, solutionScoreSquares, productSquares};
    }

    @Override
    public long sizeInDoubles() {
        return 3L * products.length + 2L * solutionSums.length + 3L * columns;
    }

    @Override
    public void add(Sample sample) {
        Vertex vertex = sample.vertex;
        scoreFiller.accept(sample, sampleScores);
        origins.next(vertex);
        // a coordinate that this vertex does not have is summed relative to 0 from now on
        for (int row = origins.nextMissing(); row >= 0; row = origins.nextMissing()) {
            moveOrigin(row, 0);
        }
        for (int j = 0; j < columns; j++) {
            scoreSums[j] += sampleScores[j];
            scoreSquares[j] += sampleScores[j] * sampleScores[j];
        }
        for (int k = 0; k < vertex.size(); k++) {
            int row = vertex.index(k);
            addRow(row, vertex.value(k) - origins.of(row));
        }
        count++;
    }

    private void addRow(int row, double y) {
        solutionSums[row] += y;
        int at = row * columns;
        for (int j = 0; j < columns; j++, at++) {
            double product = y * sampleScores[j];
            products[at] += product;
            solutionScoreSquares[at] += product * sampleScores[j];
            productSquares[at] += product * product;
        }
    }

    /** Changes the origin of a row, and all its sums, which are relative to the origin. */
    private void moveOrigin(int row, double origin) {
        double delta = origins.of(row) - origin;
        int at = row * columns;
        for (int j = 0; j < columns; j++, at++) {
            products[at] += delta * scoreSums[j];
            productSquares[at] += 2 * delta * solutionScoreSquares[at] + delta * delta * scoreSquares[j];
            solutionScoreSquares[at] += delta * scoreSquares[j];
        }
        solutionSums[row] += delta * count;
        origins.move(row, origin);
    }

    @Override
    public void merge(JacobianSums later) {
        for (int row = 0; row < solutionSums.length; row++) {
            if (later.origins.of(row) != origins.of(row)) {
                later.moveOrigin(row, origins.of(row));
            }
        }
        count += later.count;
        for (int k = 0; k < sums.length; k++) {
            addAll(sums[k], later.sums[k]);
        }
    }

    @Override
    public void reset() {
        count = 0;
        origins.reset();
        for (double[] sum : sums) {
            Arrays.fill(sum, 0);
        }
    }

    private static void addAll(double[] into, double[] from) {
        for (int i = 0; i < into.length; i++) {
            into[i] += from[i];
        }
    }

    /**
     * Returns the covariances, row by row, each times the factor of its column, with standard errors times the error
     * factor of the column.
     */
    public Estimated estimated(IntToDoubleFunction factor, IntToDoubleFunction errorFactor) {
        double[] values = new double[products.length];
        double[] errors = new double[products.length];
        for (int at = 0; at < products.length; at++) {
            int column = at % columns;
            double mean = solutionSums[at / columns] / count;
            double sum = products[at] - mean * scoreSums[column];
            double squares =
                    productSquares[at] - 2 * mean * solutionScoreSquares[at] + mean * mean * scoreSquares[column];
            values[at] = factor.applyAsDouble(column) * sum / (count - 1);
            errors[at] = errorFactor.applyAsDouble(column) * StandardError.ofCovariance(sum, squares, count);
        }
        return StandardError.estimatedCovariances(values, errors, count);
    }
}
