package io.dither.experiments.methods;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Costs;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;

/**
 * Learning to rank a pool S of solutions as the true parameters c rank them (Mandi et al., "Decision-focused learning: through the lens of
 * learning to rank", ICML 2022), with s = +1 for scores and -1 for costs.
 *
 * <p>The pointwise loss is the mean over v in S of &lt;theta - c, v&gt;^2. The pairwise loss is the mean, over the v other than the truly
 * best b, of max(0, m + s &lt;theta, v - b&gt;) for a margin m. The listwise loss is the cross-entropy -sum p_v ln q_v, where q is the
 * softmax of s &lt;theta, v&gt; / tau, and p is the softmax of s &lt;c, v&gt; / tau, so that the best solutions weigh most. (In PyEPO's
 * program the worst weigh most, for costs and scores alike, and the loss is divided by |S|.) All three are convex in theta. An evaluation
 * takes |S| scalar products and no solve. Exact, so standard errors are 0. Immutable and thread-safe.
 *
 * @param name the name that reports show
 * @param pool the solutions
 * @param rule the loss of the values of the solutions
 */
public record PoolRankingLoss(String name, SolutionPool pool, Rule rule) implements Loss<Costs> {
    /** A loss of the values that the solutions of a pool have at theta, given their true values. */
    @FunctionalInterface
    public interface Rule {
        /**
         * Computes the loss.
         *
         * @param predicted the values at theta, as scores; read only
         * @param truth the values at the true parameters, as scores; read only
         * @param slopes to be filled with the slopes of the loss in the predicted values; all 0 before
         * @return the loss
         */
        double of(double[] predicted, double[] truth, double[] slopes);
    }

    /**
     * Makes the loss that ranks each solution by itself: its predicted value should be its true value.
     *
     * @param pool the solutions
     * @return the loss
     */
    public static PoolRankingLoss pointwise(SolutionPool pool) {
        return new PoolRankingLoss("pointwise ranking", pool, PoolRankingLoss::pointwise);
    }

    /**
     * Makes the loss that ranks pairs of the truly best solution and each other solution: the best should be better by a margin.
     *
     * @param pool the solutions
     * @param margin m, at least 0
     * @return the loss
     */
    public static PoolRankingLoss pairwise(SolutionPool pool, double margin) {
        Arguments.require(
                margin >= 0 && margin < Double.POSITIVE_INFINITY,
                "margin = " + margin + " is below 0 or infinite",
                "Maybe choose 0");
        return new PoolRankingLoss(
                "pairwise ranking", pool, (predicted, truth, slopes) -> pairwise(predicted, truth, slopes, margin));
    }

    /**
     * Makes the loss that ranks the list as a whole: the predicted distribution over the pool should be the true distribution.
     *
     * @param pool the solutions
     * @param temperature tau, above 0, in units of the objective
     * @return the loss
     */
    public static PoolRankingLoss listwise(SolutionPool pool, double temperature) {
        Arguments.positive("temperature", temperature);
        return new PoolRankingLoss(
                "listwise ranking",
                pool,
                (predicted, truth, slopes) -> listwise(predicted, truth, slopes, temperature));
    }

    private static void requireSameLengths(double[] predicted, double[] truth, double[] slopes) {
        Arguments.atLeast("number of solutions", predicted.length, 1);
        Arguments.length("truth", truth, predicted.length);
        Arguments.length("slopes", slopes, predicted.length);
    }

    private static double pointwise(double[] predicted, double[] truth, double[] slopes) {
        requireSameLengths(predicted, truth, slopes);
        double value = 0;
        for (int k = 0; k < slopes.length; k++) {
            double error = predicted[k] - truth[k];
            value += error * error / slopes.length;
            slopes[k] = 2 * error / slopes.length;
        }
        return value;
    }

    private static double pairwise(double[] predicted, double[] truth, double[] slopes, double margin) {
        requireSameLengths(predicted, truth, slopes);
        int best = ContrastiveLoss.indexOfLargest(truth);
        double weight = 1.0 / Math.max(1, slopes.length - 1);
        double value = 0;
        for (int k = 0; k < slopes.length; k++) {
            double excess = margin + predicted[k] - predicted[best];
            if (k != best && excess >= 0) { // ties count too, because otherwise the gradient at theta = 0 would be 0
                value += weight * excess;
                slopes[k] += weight;
                slopes[best] -= weight;
            }
        }
        return value;
    }

    private static double listwise(double[] predicted, double[] truth, double[] slopes, double temperature) {
        requireSameLengths(predicted, truth, slopes);
        double[] q = softmax(predicted, temperature);
        double[] p = softmax(truth, temperature);
        int best = ContrastiveLoss.indexOfLargest(predicted);
        // -ln q_k = -ln q_best + (predicted_best - predicted_k) / tau, which does not underflow
        double value = -Math.log(q[best]);
        for (int k = 0; k < q.length; k++) {
            value += p[k] * (predicted[best] - predicted[k]) / temperature;
            slopes[k] = (q[k] - p[k]) / temperature;
        }
        return value;
    }

    static double[] softmax(double[] values, double temperature) {
        double largest = values[ContrastiveLoss.indexOfLargest(values)];
        double[] shares = new double[values.length];
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
            shares[k] = Math.exp((values[k] - largest) / temperature);
            sum += shares[k];
        }
        return Vectors.scaled(1 / sum, shares);
    }

    @Override
    public LinearOracle oracle() {
        return pool.oracle();
    }

    @Override
    public Class<Costs> targetType() {
        return Costs.class;
    }

    @Override
    public ValueAndGradient evaluate(Example<Costs> example) {
        int sign = example.oracle().sense().sign();
        double[] predicted = Vectors.scaled(sign, pool.values(example.theta(), example.oracle()));
        double[] truth = Vectors.scaled(sign, pool.values(example.target().values(), example.oracle()));
        double[] slopes = new double[predicted.length];
        double value = rule.of(predicted, truth, slopes);
        return ValueAndGradient.exact(value, pool.combined(Vectors.scaled(sign, slopes)));
    }
}
