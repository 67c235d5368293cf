package io.dither.losses;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Costs;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import java.util.OptionalDouble;

/**
 * Half the squared distance of predicted to true costs, |theta - c|^2 / 2: the usual loss of the first stage of
 * predict-then-optimise, and the baseline of decision-focused methods. It calls no oracle and is exact. Thread-safe.
 *
 * @param oracle the oracle whose costs are predicted; it is never called
 */
public record CostDistanceLoss(LinearOracle oracle) implements Loss<Costs> {
    @Override
    public String name() {
        return "half squared distance of costs";
    }

    @Override
    public Class<Costs> targetType() {
        return Costs.class;
    }

    @Override
    public boolean usesOracle() {
        return false;
    }

    /** Returns 1, the derivative of each coordinate of the gradient theta - c. */
    @Override
    public OptionalDouble slope() {
        return OptionalDouble.of(1);
    }

    @Override
    public ValueAndGradient evaluate(Example<Costs> example) {
        double[] theta = example.theta();
        double[] costs = Arguments.finite("target", example.target().values(), theta.length);
        double[] error = Vectors.minus(theta, costs);
        return ValueAndGradient.exact(Vectors.dot(error, error) / 2, error);
    }
}
