package io.dither.perturbed;

import io.dither.layer.Estimated;
import io.dither.oracle.Vertex;

/** The full Jacobian d y_eps / d theta with a leave-one-out baseline for each row, and its standard errors. */
final class JacobianSums implements Statistic<JacobianSums> {
    private final int dimension;
    private long count;
    private final double[] solutions;
    private final double[] scores;
    private final double[] scoreSquares;
    /** Row i, column j: sums of y_i g_j, y_i g_j^2 and y_i^2 g_j^2. */
    private final double[] products;

    private final double[] solutionScoreSquares;
    private final double[] productSquares;

    JacobianSums(int dimension) {
        this.dimension = dimension;
        solutions = new double[dimension];
        scores = new double[dimension];
        scoreSquares = new double[dimension];
        products = new double[dimension * dimension];
        solutionScoreSquares = new double[dimension * dimension];
        productSquares = new double[dimension * dimension];
    }

    @Override
    public void add(Sample sample) {
        Vertex vertex = sample.vertex;
        double[] score = sample.score;
        for (int j = 0; j < dimension; j++) {
            scores[j] += score[j];
            scoreSquares[j] += score[j] * score[j];
        }
        for (int k = 0; k < vertex.size(); k++) {
            addRow(vertex.index(k), vertex.value(k), score);
        }
        count++;
    }

    private void addRow(int row, double y, double[] score) {
        solutions[row] += y;
        int at = row * dimension;
        for (int j = 0; j < dimension; j++, at++) {
            double product = y * score[j];
            products[at] += product;
            solutionScoreSquares[at] += product * score[j];
            productSquares[at] += product * product;
        }
    }

    @Override
    public void merge(JacobianSums later) {
        count += later.count;
        addAll(solutions, later.solutions);
        addAll(scores, later.scores);
        addAll(scoreSquares, later.scoreSquares);
        addAll(products, later.products);
        addAll(solutionScoreSquares, later.solutionScoreSquares);
        addAll(productSquares, later.productSquares);
    }

    private static void addAll(double[] into, double[] from) {
        for (int i = 0; i < into.length; i++) {
            into[i] += from[i];
        }
    }

    /** Returns the entries and their standard errors, row by row. */
    Estimated estimated(Perturbation perturbation) {
        double[] values = new double[products.length];
        double[] errors = new double[products.length];
        for (int at = 0; at < products.length; at++) {
            double factor = perturbation.scoreFactor(at % dimension);
            double mean = solutions[at / dimension] / count;
            double sum = centred(at);
            double squares = productSquares[at]
                    - 2 * mean * solutionScoreSquares[at]
                    + mean * mean * scoreSquares[at % dimension];
            values[at] = factor * sum / (count - 1);
            errors[at] = Math.abs(factor) * RewardCovariance.standardError(sum, squares, count);
        }
        return new Estimated(values, errors);
    }

    /** Returns the sum of (y_i - mean y_i) g_j. */
    private double centred(int at) {
        return products[at] - solutions[at / dimension] / count * scores[at % dimension];
    }
}
