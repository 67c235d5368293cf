package io.dither.perturbed;

import io.dither.layer.Estimated;

/**
 * The vector-Jacobian product of a reward r = &lt;y, v&gt; with a leave-one-out baseline: the mean of (r_m - mean r) grad
 * nu(z_m) with 1/(M-1), times the score factor of the perturbation.
 *
 * <p>The estimate is a U-statistic, the covariance of r and the score; its standard error is that of the mean of (r -
 * mean r) grad nu. Rewards are summed relative to the first of the block, so that a large constant costs no digits.
 */
final class ScoreProduct implements Statistic<ScoreProduct> {
    private final double[] cotangent;
    private long count;
    private double origin;
    private double rewards;
    private final double[] scores;
    private final double[] scoreSquares;
    private final double[] products;
    private final double[] rewardScoreSquares;
    private final double[] productSquares;

    ScoreProduct(double[] cotangent) {
        int dimension = cotangent.length;
        this.cotangent = cotangent;
        scores = new double[dimension];
        scoreSquares = new double[dimension];
        products = new double[dimension];
        rewardScoreSquares = new double[dimension];
        productSquares = new double[dimension];
    }

    @Override
    public void add(Sample sample) {
        double reward = sample.vertex.dot(cotangent);
        if (count++ == 0) {
            origin = reward;
        }
        double r = reward - origin;
        rewards += r;
        double[] score = sample.score;
        for (int i = 0; i < scores.length; i++) {
            double g = score[i];
            double product = r * g;
            scores[i] += g;
            scoreSquares[i] += g * g;
            products[i] += product;
            rewardScoreSquares[i] += product * g;
            productSquares[i] += product * product;
        }
    }

    @Override
    public void merge(ScoreProduct later) {
        double delta = later.origin - origin;
        for (int i = 0; i < scores.length; i++) {
            products[i] += later.products[i] + delta * later.scores[i];
            productSquares[i] += later.productSquares[i]
                    + 2 * delta * later.rewardScoreSquares[i]
                    + delta * delta * later.scoreSquares[i];
            rewardScoreSquares[i] += later.rewardScoreSquares[i] + delta * later.scoreSquares[i];
            scores[i] += later.scores[i];
            scoreSquares[i] += later.scoreSquares[i];
        }
        rewards += later.rewards + delta * later.count;
        count += later.count;
    }

    Estimated estimated(Perturbation perturbation) {
        double mean = rewards / count;
        double[] values = new double[scores.length];
        double[] errors = new double[scores.length];
        for (int i = 0; i < values.length; i++) {
            double factor = perturbation.scoreFactor(i);
            double sum = products[i] - mean * scores[i];
            double squares = productSquares[i] - 2 * mean * rewardScoreSquares[i] + mean * mean * scoreSquares[i];
            values[i] = factor * sum / (count - 1);
            errors[i] = Math.abs(factor) * spread(sum, squares);
        }
        return new Estimated(values, errors);
    }

    private double spread(double sum, double squares) {
        return Math.sqrt(Math.max(0, squares - sum * sum / count) / (count - 1) / count);
    }
}
