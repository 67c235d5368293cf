package io.dither.losses;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Costs;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;

/**
 * The SPO+ loss of predicted against true costs or scores (Elmachtoub and Grigas, 2022).
 *
 * <p>With p = 2 predicted - true, w(.) the oracle's solution and f(p, y) = &lt;p, y&gt; + h(y), where the constant
 * h(y) of a solution y is 0 for most oracles, the loss is f(p, w(true)) - f(p, w(p)) for costs and the negative
 * difference for scores. The loss is convex in the prediction and at least the regret; its subgradient is 2 (w(true) -
 * w(p)) for costs and 2 (w(p) - w(true)) for scores. The loss is exact, so its standard errors are 0. Thread-safe.
 *
 * @param oracle the oracle, which must accept any vector, because 2 predicted - true can be any vector
 */
public record SpoPlusLoss(LinearOracle oracle) implements Loss<Costs> {
    /** The name under which reports show the value. */
    public static final String NAME = "SPO+";

    /** Makes the loss of an oracle. */
    public SpoPlusLoss {
        Arguments.require(
                oracle.domain().isEverywhere(),
                "SPO+ asks the oracle for 2 predicted - true, which can leave its domain, " + oracle.domain(),
                "Maybe use a Fenchel-Young loss with one-sided gamma noise, which keeps costs >= 0 and the loss convex");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Costs> targetType() {
        return Costs.class;
    }

    @Override
    public ValueAndGradient evaluate(Example<Costs> example) {
        LinearOracle exampleOracle = example.oracle();
        double[] theta = Arguments.finite("theta", example.theta(), exampleOracle.dimension());
        Vertex best = example.target().bestOf(exampleOracle);
        double[] extrapolated = Vectors.combined(2, theta, -1, example.target().values());
        Vertex answer = exampleOracle.answer(extrapolated);
        int sign = exampleOracle.sense().sign();
        double value = answer.dot(extrapolated) + answer.offset() - best.dot(extrapolated) - best.offset();
        double[] gradient = Vectors.scaled(2 * sign, Vectors.minus(answer.toArray(), best.toArray()));
        // the gap of w(true) is in true costs: unless it is 0, the error of f(p, w(true)) has no known bound
        return ValueAndGradient.exact(sign * value, gradient)
                .plusGap(answer.gap() + ValueAndGradient.zeroOrInfiniteGap(best.gap()));
    }
}
