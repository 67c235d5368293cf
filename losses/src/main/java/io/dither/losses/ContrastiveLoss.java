package io.dither.losses;

import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * Contrastive losses of an observed decision y against a pool S of solutions (Mulamba et al., "Contrastive losses and solution caching
 * for predict-and-optimize", IJCAI 2021), with s = +1 for scores and -1 for costs:
 *
 * <p>noise-contrastive estimation, the mean over v in S of s &lt;theta, v - y&gt;; maximum a posteriori, the largest of these. No solve:
 * |S| products. NCE is linear in theta, and so without a minimum: it wants a penalty, or steps that end. MAP is convex, and at least 0
 * where y is in S. Exact, so standard errors are 0. Immutable and thread-safe.
 *
 * @param pool the solutions to compare with
 * @param mean whether it is noise-contrastive estimation, and not maximum a posteriori
 */
public record ContrastiveLoss(SolutionPool pool, boolean mean) implements Loss<Decision> {
    /**
     * Noise-contrastive estimation.
     *
     * @param pool the solutions to compare with
     * @return the loss
     */
    public static ContrastiveLoss noiseContrastive(SolutionPool pool) {
        return new ContrastiveLoss(pool, true);
    }

    /**
     * Contrastive maximum a posteriori.
     *
     * @param pool the solutions to compare with
     * @return the loss
     */
    public static ContrastiveLoss maximumAPosteriori(SolutionPool pool) {
        return new ContrastiveLoss(pool, false);
    }

    @Override
    public String name() {
        return mean ? "noise-contrastive estimation" : "contrastive maximum a posteriori";
    }

    @Override
    public LinearOracle oracle() {
        return pool.oracle();
    }

    @Override
    public Class<Decision> targetType() {
        return Decision.class;
    }

    @Override
    public ValueAndGradient evaluate(Example<Decision> example) {
        LinearOracle set = example.oracle();
        double[] values = pool.values(example.theta(), set);
        Vertex observed = example.target().feasibleFor(set);
        int sign = set.sense().sign();
        double[] weights = new double[values.length];
        if (mean) {
            Arrays.fill(weights, (double) sign / values.length);
        } else {
            weights[best(values, sign)] = sign;
        }
        double value = -sign * observed.dot(example.theta());
        for (int k = 0; k < values.length; k++) {
            value += weights[k] * values[k];
        }
        double[] gradient = pool.combined(weights);
        observed.addTo(gradient, -sign);
        return ValueAndGradient.exact(value, gradient);
    }

    /** Returns the index of the best value, the first of equal ones. */
    static int best(double[] values, int sign) {
        int best = 0;
        for (int k = 1; k < values.length; k++) {
            best = sign * values[k] > sign * values[best] ? k : best;
        }
        return best;
    }
}
