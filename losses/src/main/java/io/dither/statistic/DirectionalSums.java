package io.dither.statistic;

import io.dither.engine.Sample;
import io.dither.engine.Statistic;
import io.dither.layer.Estimated;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * The Jacobian-vector product J u: the covariance of y with the number w = sum_j scoreFactor(j) u_j grad nu(z)_j, with a
 * leave-one-out baseline. Costs only the coordinates that a vertex touches.
 */
public final class DirectionalSums implements Statistic<DirectionalSums> {
    private final double[] weights;
    private final double errorFactor;
    private long count;
    private double totalWeight;
    private double weightSquares;
    private final Origins origins;
    /** Sums of y_i, here and below relative to the origin of the coordinate. */
    private final double[] solutions;

    private final double[] products;
    private final double[] solutionWeightSquares;
    private final double[] productSquares;

    /**
     * Takes the direction with the score factors of the perturbation multiplied in.
     *
     * @param errorFactor 1, or NaN where a part of the direction has no estimate
     */
    public DirectionalSums(double[] weights, double errorFactor) {
        this.weights = weights;
        this.errorFactor = errorFactor;
        int dimension = weights.length;
        origins = new Origins(dimension);
        solutions = new double[dimension];
        products = new double[dimension];
        solutionWeightSquares = new double[dimension];
        productSquares = new double[dimension];
    }

    @Override
    public long doubles() {
        return 6L * weights.length;
    }

    @Override
    public void add(Sample sample) {
        double w = 0;
        for (int j = 0; j < weights.length; j++) {
            w += weights[j] * sample.score(j);
        }
        Vertex vertex = sample.vertex;
        origins.next(vertex);
        for (int i = origins.nextLost(); i >= 0; i = origins.nextLost()) {
            moveOrigin(i, 0);
        }
        count++;
        totalWeight += w;
        weightSquares += w * w;
        for (int k = 0; k < vertex.size(); k++) {
            int i = vertex.index(k);
            double y = vertex.value(k) - origins.of(i);
            double product = y * w;
            solutions[i] += y;
            products[i] += product;
            solutionWeightSquares[i] += product * w;
            productSquares[i] += product * product;
        }
    }

    private void moveOrigin(int i, double origin) {
        double delta = origins.of(i) - origin;
        solutions[i] += delta * count;
        products[i] += delta * totalWeight;
        productSquares[i] += 2 * delta * solutionWeightSquares[i] + delta * delta * weightSquares;
        solutionWeightSquares[i] += delta * weightSquares;
        origins.move(i, origin);
    }

    @Override
    public void merge(DirectionalSums later) {
        for (int i = 0; i < solutions.length; i++) {
            if (later.origins.of(i) != origins.of(i)) {
                later.moveOrigin(i, origins.of(i));
            }
            solutions[i] += later.solutions[i];
            products[i] += later.products[i];
            solutionWeightSquares[i] += later.solutionWeightSquares[i];
            productSquares[i] += later.productSquares[i];
        }
        count += later.count;
        totalWeight += later.totalWeight;
        weightSquares += later.weightSquares;
    }

    @Override
    public void reset() {
        count = 0;
        totalWeight = 0;
        weightSquares = 0;
        origins.reset();
        Arrays.fill(solutions, 0);
        Arrays.fill(products, 0);
        Arrays.fill(solutionWeightSquares, 0);
        Arrays.fill(productSquares, 0);
    }

    public Estimated estimated() {
        double[] values = new double[solutions.length];
        double[] errors = new double[solutions.length];
        for (int i = 0; i < values.length; i++) {
            double mean = solutions[i] / count;
            double sum = products[i] - mean * totalWeight;
            double squares = productSquares[i] - 2 * mean * solutionWeightSquares[i] + mean * mean * weightSquares;
            values[i] = sum / (count - 1);
            errors[i] = errorFactor * RewardCovariance.standardError(sum, squares, count);
        }
        return new Estimated(values, errors);
    }
}
