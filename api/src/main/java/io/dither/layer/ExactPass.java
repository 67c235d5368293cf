package io.dither.layer;

import io.dither.error.Arguments;
import java.util.function.UnaryOperator;

/** The pass of a layer without noise. */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record ExactPass(double[] exact, double gap, UnaryOperator<double[]> pullback) implements Pass {
    @Override
    public Estimated output() {
        return Estimated.exact(exact.clone());
    }

    @Override
    public ValueAndGradient product(double[] v) {
        Arguments.finite("cotangent", v, exact.length);
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
            sum += v[i] * exact[i];
        }
        return ValueAndGradient.exact(sum, pullback.apply(v)).plusGap(ValueAndGradient.gapOfOtherFunction(gap));
    }
}
