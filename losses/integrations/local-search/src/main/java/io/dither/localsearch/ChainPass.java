package io.dither.localsearch;

import io.dither.error.Arguments;
import io.dither.layer.Estimated;
import io.dither.layer.Pass;
import io.dither.layer.ValueAndGradient;
import java.util.function.Function;

/**
 * The pass of a layer that estimates the mean decision by Markov chains. The chains of the output are not stored: each
 * vector-Jacobian product runs them again.
 */
record ChainPass(Estimated mean, Function<double[], ValueAndGradient> product) implements Pass {
    @Override
    public Estimated output() {
        return mean.withValues(mean.values().clone());
    }

    @Override
    public ValueAndGradient product(double[] v) {
        return product.apply(Arguments.finite("cotangent", v, mean.values().length));
    }

    /**
     * Subtracts half the variance of the mean from the value; the gradient has a bias of the order 1 / (effective
     * sample size).
     */
    @Override
    public ValueAndGradient halfSquaredDistance(double[] target) {
        ValueAndGradient plain = Pass.super.halfSquaredDistance(target);
        double value = plain.value();
        for (int i = 0; i < target.length; i++) {
            // a known error is the standard error, or 0 if it is unknown
            value -= mean.knownError(i) * mean.knownError(i) / 2;
        }
        return plain.withValues(value, plain.gradient().values());
    }
}
