package io.dither.localsearch;

import io.dither.error.Arguments;
import io.dither.layer.Estimated;
import io.dither.layer.Pass;
import io.dither.layer.ValueAndGradient;
import java.util.function.Function;

/**
 * The pass of a layer that estimates the mean decision by Markov chains. The chains of the output are not stored: each
 * vector-Jacobian product runs them again.
 *
 * @param estimate the estimated mean of y
 * @param product makes the vector-Jacobian product with the cotangent v, and the value &lt;v, mean&gt;
 */
record ChainPass(ChainEstimate estimate, Function<double[], ValueAndGradient> product) implements Pass {
    @Override
    public Estimated output() {
        return estimate.estimated();
    }

    @Override
    public ValueAndGradient product(double[] v) {
        return product.apply(Arguments.finite("cotangent", v, output().values().length));
    }

    /**
     * Subtracts half the variance of the estimated mean from the value, because the expected squared distance of an
     * estimate exceeds that of the true mean by the variance. The gradient has a bias of the order 1 / (effective
     * sample size).
     */
    @Override
    public ValueAndGradient halfSquaredDistance(double[] target) {
        Estimated mean = output();
        ValueAndGradient plain = Pass.super.halfSquaredDistance(target);
        double value = plain.value();
        for (int i = 0; i < target.length; i++) {
            value -= mean.errorOrZero(i) * mean.errorOrZero(i) / 2;
        }
        return plain.withValues(value, plain.gradient().values());
    }
}
