package io.dither.layer;

import io.dither.error.Arguments;
import java.util.function.UnaryOperator;

/**
 * The pass of a layer without noise.
 *
 * @param values the output
 * @param gap the gap of the solves that found the output, see {@link Pass#solved}
 * @param backward computes the vector-Jacobian product
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record ExactPass(double[] values, double gap, UnaryOperator<double[]> backward) implements Pass {
    @Override
    public Estimated output() {
        return Estimated.exact(values.clone());
    }

    @Override
    public ValueAndGradient product(double[] v) {
        Arguments.finite("cotangent", v, values.length);
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
            sum += v[i] * values[i];
        }
        // <v, output> is not the objective of a solve, so nothing is known about its error if a solve is not optimal
        return ValueAndGradient.exact(sum, backward.apply(v)).plusGap(ValueAndGradient.zeroOrInfiniteGap(gap));
    }
}
