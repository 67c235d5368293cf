package io.dither.statistic;

import io.dither.engine.Reward;
import io.dither.engine.Sample;
import io.dither.engine.Statistic;
import io.dither.layer.Estimated;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * The derivative of y_eps along a direction: the covariance of y with a number w of mean 0, the score of the law of X along it,
 * with a leave-one-out baseline. Costs only the coordinates that a vertex touches.
 */
public final class DirectionalSums implements Statistic<DirectionalSums> {
    private final Reward weight;
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

    /** Takes w, and the factor of standard errors: 1, or NaN where a part of the direction has no estimate. */
    public DirectionalSums(int dimension, Reward weight, double errorFactor) {
        this.weight = weight;
        this.errorFactor = errorFactor;
        origins = new Origins(dimension);
        solutions = new double[dimension];
        products = new double[dimension];
        solutionWeightSquares = new double[dimension];
        productSquares = new double[dimension];
    }

    @Override
    public long doubles() {
        return 6L * solutions.length;
    }

    @Override
    public void add(Sample sample) {
        double w = weight.of(sample);
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
            errors[i] = errorFactor * StandardError.ofCovariance(sum, squares, count);
        }
        return StandardError.ofCovariances(values, errors, count);
    }
}
