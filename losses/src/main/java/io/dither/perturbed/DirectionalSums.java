package io.dither.perturbed;

import io.dither.layer.Estimated;
import io.dither.oracle.Vertex;

/**
 * The Jacobian-vector product J u: the covariance of y with the number w = sum_j scoreFactor(j) u_j grad nu(z)_j, with a
 * leave-one-out baseline. Costs only the coordinates that a vertex touches.
 */
final class DirectionalSums implements Statistic<DirectionalSums> {
    private final double[] weights;
    private long count;
    private double totalWeight;
    private double weightSquares;
    private final double[] solutions;
    private final double[] products;
    private final double[] solutionWeightSquares;
    private final double[] productSquares;

    /** Takes the direction with the score factors of the perturbation multiplied in. */
    DirectionalSums(double[] weights) {
        this.weights = weights;
        int dimension = weights.length;
        solutions = new double[dimension];
        products = new double[dimension];
        solutionWeightSquares = new double[dimension];
        productSquares = new double[dimension];
    }

    @Override
    public void add(Sample sample) {
        double w = 0;
        for (int j = 0; j < weights.length; j++) {
            w += weights[j] * sample.score[j];
        }
        count++;
        totalWeight += w;
        weightSquares += w * w;
        Vertex vertex = sample.vertex;
        for (int k = 0; k < vertex.size(); k++) {
            int i = vertex.index(k);
            double y = vertex.value(k);
            double product = y * w;
            solutions[i] += y;
            products[i] += product;
            solutionWeightSquares[i] += product * w;
            productSquares[i] += product * product;
        }
    }

    @Override
    public void merge(DirectionalSums later) {
        count += later.count;
        totalWeight += later.totalWeight;
        weightSquares += later.weightSquares;
        for (int i = 0; i < solutions.length; i++) {
            solutions[i] += later.solutions[i];
            products[i] += later.products[i];
            solutionWeightSquares[i] += later.solutionWeightSquares[i];
            productSquares[i] += later.productSquares[i];
        }
    }

    Estimated estimated() {
        double[] values = new double[solutions.length];
        double[] errors = new double[solutions.length];
        for (int i = 0; i < values.length; i++) {
            double mean = solutions[i] / count;
            double sum = products[i] - mean * totalWeight;
            double squares = productSquares[i] - 2 * mean * solutionWeightSquares[i] + mean * mean * weightSquares;
            values[i] = sum / (count - 1);
            errors[i] = RewardCovariance.standardError(sum, squares, count);
        }
        return new Estimated(values, errors);
    }
}
