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
 * <p>After each step of the training, let m be its number of samples over all examples, and n the number of nonzero
 * entries of their gradients. Then a = decay a + (1 - decay) n / m; alpha rises by the increment if a is below the
 * target, and else falls by it, to 0 at least. The norms are taken per example; the authors take them over the batch.
 * The norm of theta = 0 counts as 1; otherwise models that start at 0 would stay there.
 *
 * <p><b>State.</b> The step is that of the noise key. The alpha of a step depends only on the counts of earlier steps
 * and never changes once it was used, so that neither the order of examples nor the number of threads matters. Training
 * that advances the step with each mini-batch (as the learner's Adam does) adapts; training that stays at one step (a
 * full batch on fixed noise) keeps the first alpha. An earlier step that is evaluated again has its old alpha and is
 * not counted. On a cluster each machine counts its own examples and has its own lambda. A fit that continues from a
 * checkpoint adapts anew.
 *
 * <p>PyEPO averages the count over coordinates too, so that it never reaches 1 and alpha grows without end; a target
 * above d does the same here.
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
     *      * Starts with settings of your own.
     *      * @param target the target number of nonzero entries of a gradient per example and sample, above 0
     * @param alpha the first alpha, above 0
     * @param increment the change of alpha per step, at least 0
     * @param decay the weight of earlier steps in the moving average, from 0 to below 1
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
     * Returns the alpha of a step, which depends on the steps before it.
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

    synchronized void count(Input input, long nonZero, int samples) {
        Step step = at(input.key().step());
        if (steps.higherKey(input.key().step()) == null) {
            step.nonZero += nonZero;
            step.gradients += samples;
        }
    }
}
