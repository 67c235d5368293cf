package io.dither.losses;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;

/**
 * The structured hinge loss of a decision b (Tsochantaridis et al. 2005): max over y of alpha delta(y, b) + s
 * &lt;theta, y - b&gt;. Here delta is the number of coordinates in which y and b differ, and s = +1 for scores and -1
 * for costs. The gradient is s (y - b) at the maximiser y.
 *
 * <p>The loss is convex in theta, has kinks and is at least 0. On 0/1 points delta is linear in y, so that one solve at
 * a shifted theta finds the maximum. The loss is exact, so its standard errors are 0. Thread-safe.
 *
 * @param oracle an oracle of 0/1 points y, which must accept any theta and maximise or minimise &lt;theta, y&gt;
 *     without a constant h(y)
 * @param alpha the margin of each coordinate, above 0, in the units of theta
 */
public record StructuredHingeLoss(LinearOracle oracle, double alpha) implements Loss<Decision> {
    /**
     * Makes the loss of an oracle.
     *
     * @throws InvalidArgumentException if alpha is not above 0, the oracle's points are not known to be 0/1 or have
     *     constants h(y), or theta may not be shifted
     */
    public StructuredHingeLoss {
        Arguments.positive("alpha", alpha);
        requireSuitable(oracle);
    }

    private static void requireSuitable(LinearOracle oracle) {
        Arguments.require(
                oracle.domain().isEverywhere(),
                "the structured hinge solves at a shifted theta, which can leave the domain of the oracle, "
                        + oracle.domain(),
                "Maybe use a Fenchel-Young loss with one-sided gamma noise, which keeps costs >= 0");
        Arguments.require(
                oracle.traits().contains(Trait.ZERO_ONE) && !oracle.traits().contains(Trait.OFFSET),
                "the structured hinge needs 0/1 points without constants h(y), which the traits of the oracle do not promise",
                "Maybe use a Fenchel-Young loss, which takes any points");
    }

    @Override
    public String name() {
        return "structured hinge";
    }

    @Override
    public Class<Decision> targetType() {
        return Decision.class;
    }

    @Override
    public boolean hasKinks() {
        return true;
    }

    @Override
    public ValueAndGradient evaluate(Example<Decision> example) {
        LinearOracle exampleOracle = example.oracle();
        if (exampleOracle != oracle) {
            requireSuitable(exampleOracle);
        }
        int sign = exampleOracle.sense().sign();
        double[] scores = Vectors.scaled(sign, Arguments.finite("theta", example.theta(), exampleOracle.dimension()));
        double[] observed = example.target().feasibleFor(exampleOracle).toArray();
        // for 0/1 points alpha delta(y, b) is alpha (sum b_i + <1 - 2 b, y>)
        double ones = 0;
        double[] shifted = scores.clone();
        for (int i = 0; i < shifted.length; i++) {
            ones += observed[i];
            shifted[i] += alpha * (1 - 2 * observed[i]);
        }
        Vertex answer = exampleOracle.answer(Vectors.scaled(sign, shifted));
        double[] best = answer.toArray();
        double value = Vectors.dot(shifted, best) - Vectors.dot(scores, observed) + alpha * ones;
        return ValueAndGradient.exact(value, Vectors.combined(sign, best, -sign, observed))
                .plusGap(answer.gap());
    }
}
