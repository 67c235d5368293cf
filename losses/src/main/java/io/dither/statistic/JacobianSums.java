package io.dither.statistic;

import io.dither.engine.Perturbation;
import io.dither.engine.Sample;
import io.dither.engine.Statistic;
import io.dither.layer.Estimated;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/** The full Jacobian d y_eps / d theta with a leave-one-out baseline for each row, and its standard errors. */
public final class JacobianSums implements Statistic<JacobianSums> {
    private final int dimension;
    private long count;
    private final Origins origins;
    /** Sums of y_i, here and below relative to the origin of the row. */
    private final double[] solutions;

    private final double[] score;
    private final double[] scores;
    private final double[] scoreSquares;
    /** Row i, column j: sums of y_i g_j, y_i g_j^2 and y_i^2 g_j^2. */
    private final double[] products;

    private final double[] solutionScoreSquares;
    private final double[] productSquares;

    public JacobianSums(int dimension) {
        this.dimension = dimension;
        origins = new Origins(dimension);
        solutions = new double[dimension];
        score = new double[dimension];
        scores = new double[dimension];
        scoreSquares = new double[dimension];
        products = new double[dimension * dimension];
        solutionScoreSquares = new double[dimension * dimension];
        productSquares = new double[dimension * dimension];
    }

    @Override
    public long doubles() {
        return 3L * dimension * dimension + 5L * dimension;
    }

    @Override
    public void add(Sample sample) {
        Vertex vertex = sample.vertex;
        for (int j = 0; j < dimension; j++) {
            score[j] = sample.score(j);
        }
        origins.next(vertex);
        for (int row = origins.nextLost(); row >= 0; row = origins.nextLost()) {
            moveOrigin(row, 0);
        }
        for (int j = 0; j < dimension; j++) {
            scores[j] += score[j];
            scoreSquares[j] += score[j] * score[j];
        }
        for (int k = 0; k < vertex.size(); k++) {
            int row = vertex.index(k);
            addRow(row, vertex.value(k) - origins.of(row));
        }
        count++;
    }

    private void addRow(int row, double y) {
        solutions[row] += y;
        int at = row * dimension;
        for (int j = 0; j < dimension; j++, at++) {
            double product = y * score[j];
            products[at] += product;
            solutionScoreSquares[at] += product * score[j];
            productSquares[at] += product * product;
        }
    }

    private void moveOrigin(int row, double origin) {
        double delta = origins.of(row) - origin;
        int at = row * dimension;
        for (int j = 0; j < dimension; j++, at++) {
            products[at] += delta * scores[j];
            productSquares[at] += 2 * delta * solutionScoreSquares[at] + delta * delta * scoreSquares[j];
            solutionScoreSquares[at] += delta * scoreSquares[j];
        }
        solutions[row] += delta * count;
        origins.move(row, origin);
    }

    @Override
    public void merge(JacobianSums later) {
        for (int row = 0; row < dimension; row++) {
            if (later.origins.of(row) != origins.of(row)) {
                later.moveOrigin(row, origins.of(row));
            }
        }
        count += later.count;
        addAll(solutions, later.solutions);
        addAll(scores, later.scores);
        addAll(scoreSquares, later.scoreSquares);
        addAll(products, later.products);
        addAll(solutionScoreSquares, later.solutionScoreSquares);
        addAll(productSquares, later.productSquares);
    }

    @Override
    public void reset() {
        count = 0;
        origins.reset();
        Arrays.fill(solutions, 0);
        Arrays.fill(scores, 0);
        Arrays.fill(scoreSquares, 0);
        Arrays.fill(products, 0);
        Arrays.fill(solutionScoreSquares, 0);
        Arrays.fill(productSquares, 0);
    }

    private static void addAll(double[] into, double[] from) {
        for (int i = 0; i < into.length; i++) {
            into[i] += from[i];
        }
    }

    /** Returns the entries and their standard errors, row by row. */
    public Estimated estimated(Perturbation perturbation) {
        double[] values = new double[products.length];
        double[] errors = new double[products.length];
        for (int at = 0; at < products.length; at++) {
            int column = at % dimension;
            double mean = solutions[at / dimension] / count;
            double sum = products[at] - mean * scores[column];
            double squares =
                    productSquares[at] - 2 * mean * solutionScoreSquares[at] + mean * mean * scoreSquares[column];
            values[at] = perturbation.scoreFactor(column) * sum / (count - 1);
            errors[at] = perturbation.errorFactor(column) * StandardError.ofCovariance(sum, squares, count);
        }
        return StandardError.ofCovariances(values, errors, count);
    }
}
