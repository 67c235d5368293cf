package io.dither.perturbed;

import io.dither.oracle.Vertex;
import org.ejml.data.DMatrixRMaj;

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

    DMatrixRMaj jacobian(Perturbation perturbation) {
        DMatrixRMaj jacobian = new DMatrixRMaj(dimension, dimension);
        for (int at = 0; at < products.length; at++) {
            jacobian.data[at] = perturbation.scoreFactor(at % dimension) * centred(at) / (count - 1);
        }
        return jacobian;
    }

    DMatrixRMaj standardErrors(Perturbation perturbation) {
        DMatrixRMaj errors = new DMatrixRMaj(dimension, dimension);
        for (int at = 0; at < products.length; at++) {
            double mean = solutions[at / dimension] / count;
            double sum = centred(at);
            double squares = productSquares[at]
                    - 2 * mean * solutionScoreSquares[at]
                    + mean * mean * scoreSquares[at % dimension];
            double variance = Math.max(0, squares - sum * sum / count) / (count - 1);
            errors.data[at] = Math.abs(perturbation.scoreFactor(at % dimension)) * Math.sqrt(variance / count);
        }
        return errors;
    }

    /** Returns the sum of (y_i - mean y_i) g_j. */
    private double centred(int at) {
        return products[at] - solutions[at / dimension] / count * scores[at % dimension];
    }
}
