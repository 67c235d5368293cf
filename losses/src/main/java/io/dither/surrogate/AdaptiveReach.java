package io.dither.surrogate;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Input;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lambda of adaptive I-MLE (Minervini, Franceschi and Niepert, "Adaptive Perturbation-Based Gradient Estimation for
 * Discrete Latent Variable Models", AAAI 2023): lambda = alpha |theta| / |g|, with an alpha that goes up or down by a
 * fixed step towards a target for the number of nonzero entries of the gradient, averaged over examples and samples.
 *
 * <p>After each step of the training, with n the number of entries that were not 0 over all examples and samples of the
 * step, and m the number of these: a = decay a + (1 - decay) n / m, then alpha = alpha + increment where a is below the
 * target, and max(0, alpha - increment) elsewhere. The norms are those of each example; the authors take them over the
 * batch. A theta of 0 counts as of length 1, or models that start at 0 would stay there.
 *
 * <p><b>State.</b> A step is that of the key of the noise. The alpha of a step depends on what was counted at the steps
 * before it alone, and stays as it is once it was asked for: within a step, the order of examples and the number of
 * threads mean nothing, and counts of integers add up in any order. Training that advances the step by each mini-batch
 * (the learner's Adam does) adapts; what keeps the step, as a full batch on fixed noise does, has the alpha of the
 * start. A step that comes after a later one was begun is evaluated as it was, and adds nothing. On a cluster each
 * machine counts what it sees itself, so its lambda is its own; a fit that goes on from a checkpoint has the sums of
 * earlier steps, not their counts, and adapts anew.
 *
 * <p>PyEPO's program averages the count over coordinates too, so that it never reaches 1 and alpha grows without end; a
 * target above d does the same here.
 */
public final class AdaptiveReach {
    private final double target;
    private final double increment;
    private final double decay;
    private final TreeMap<Long, Step> steps = new TreeMap<>();
    private final double start;

    private static final class Step {
        private final double alpha;
        private final double average;
        private long nonZero;
        private long gradients;

        private Step(double alpha, double average) {
            this.alpha = alpha;
            this.average = average;
        }
    }

    /**
     * Starts with the settings of the authors' programs: alpha 1, increment 0.001, decay 0.9.
     *
     * @param target the target number of nonzero entries of a gradient per example and sample, such as 1
     */
    public AdaptiveReach(double target) {
        this(target, 1, 1e-3, 0.9);
    }

    /**
     * Starts.
     *
     * @param target the target number of nonzero entries of a gradient per example and sample, above 0
     * @param alpha the first alpha, above 0
     * @param increment the change of alpha per step, at least 0
     * @param decay the share of its past in the moving average, from 0 to below 1
     */
    public AdaptiveReach(double target, double alpha, double increment, double decay) {
        this.target = Arguments.positive("target", target);
        start = Arguments.positive("alpha", alpha);
        Arguments.require(increment >= 0, "increment = " + increment + " is below 0", "Maybe 0.001");
        Arguments.require(decay >= 0 && decay < 1, "decay = " + decay + " is not from 0 to below 1", "Maybe 0.9");
        this.increment = increment;
        this.decay = decay;
    }

    /**
     * Returns the alpha of a step, as it follows from the steps before it.
     *
     * @param step the step
     * @return alpha, at least 0
     */
    public synchronized double alpha(long step) {
        return at(step).alpha;
    }

    /** Returns the moving average of counts before a step. */
    synchronized double average(long step) {
        return at(step).average;
    }

    private Step at(long step) {
        Step current = steps.get(step);
        if (current == null) {
            current = after(steps.lowerEntry(step));
            steps.put(step, current);
        }
        return current;
    }

    private Step after(Map.@Nullable Entry<Long, Step> entry) {
        if (entry == null) {
            return new Step(start, target);
        }
        Step last = entry.getValue();
        if (last.gradients == 0) {
            return new Step(last.alpha, last.average);
        }
        double average = decay * last.average + (1 - decay) * last.nonZero / last.gradients;
        double alpha = average < target ? last.alpha + increment : Math.max(0, last.alpha - increment);
        return new Step(alpha, average);
    }

    double lambda(Input input, double[] cotangent) {
        double length = Vectors.norm(input.theta());
        return alpha(input.key().step()) * (length == 0 ? 1 : length) / Vectors.norm(cotangent);
    }

    synchronized void seen(Input input, long nonZero, int samples) {
        Step step = at(input.key().step());
        if (steps.higherKey(input.key().step()) == null) {
            step.nonZero += nonZero;
            step.gradients += samples;
        }
    }
}
