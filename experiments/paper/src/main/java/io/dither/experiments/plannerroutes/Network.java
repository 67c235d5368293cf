package io.dither.experiments.plannerroutes;

import io.dither.layer.Pullback;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.CostShape;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.Features;
import io.dither.random.KeyedRandom;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A neural cost model with one hidden layer beside the weights of features: theta_j = w . phi_j + sum over h of v_h tanh(b_h + a_h .
 * phi_j). Parameters are w, then b_h, a_h and v_h of each h.
 *
 * @param features the names of the features
 * @param width the number of hidden units
 * @param seed the seed of the initial parameters
 */
record Network(List<String> features, int width, long seed) implements CostModel, CostShape, FeatureModel {
    /** The standard deviation of the initial parameters of the units: small, because features are from 0 to 7. */
    private static final double DEVIATION = 0.2;

    private int unit() {
        return features.size() + 2;
    }

    private int first(int hidden) {
        return features.size() + hidden * unit();
    }

    @Override
    public List<String> names() {
        return Stream.concat(
                        features.stream(),
                        IntStream.range(0, width * unit()).mapToObj(k -> "unit " + k / unit() + "." + k % unit()))
                .toList();
    }

    /** Returns equal weights that sum to 1, like a model without hidden units, and random parameters of the units. */
    @Override
    public double[] start() {
        KeyedRandom random = new KeyedRandom(seed);
        double[] start = new double[first(width)];
        for (int k = 0; k < start.length; k++) {
            start[k] = k < features.size() ? 1.0 / features.size() : DEVIATION * random.nextGaussian();
        }
        return start;
    }

    @Override
    public boolean isLinear() {
        return false;
    }

    @Override
    public boolean isPenalised(int parameter) {
        return parameter < features.size() || (parameter - features.size()) % unit() != 0;
    }

    private double activation(double[] x, int hidden, Features rows, int row) {
        double sum = x[first(hidden)];
        for (int k = 0; k < features.size(); k++) {
            sum += x[first(hidden) + 1 + k] * rows.get(row, k);
        }
        return Math.tanh(sum);
    }

    @Override
    public double[] theta(double[] x, Features rows) {
        double[] theta = new double[rows.rows()];
        for (int j = 0; j < theta.length; j++) {
            theta[j] = rows.dot(j, x, 0);
            for (int h = 0; h < width; h++) {
                theta[j] += x[first(h + 1) - 1] * activation(x, h, rows, j);
            }
        }
        return theta;
    }

    @Override
    public Pullback pullback(double[] parameters, Features rows) {
        double[] x = parameters.clone();
        return new Pullback() {
            @Override
            public int size() {
                return x.length;
            }

            @Override
            public void add(int row, double factor, double[] sum) {
                for (int k = 0; k < features.size(); k++) {
                    sum[k] += factor * rows.get(row, k);
                }
                for (int h = 0; h < width; h++) {
                    double activation = activation(x, h, rows, row);
                    int output = first(h + 1) - 1;
                    sum[output] += factor * activation;
                    double inner = factor * x[output] * (1 - activation * activation);
                    sum[first(h)] += inner;
                    for (int k = 0; k < features.size(); k++) {
                        sum[first(h) + 1 + k] += inner * rows.get(row, k);
                    }
                }
            }
        };
    }
}
