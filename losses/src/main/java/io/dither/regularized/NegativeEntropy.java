package io.dither.regularized;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;

/** The sum of y ln y, shifted so that its slope at 0 is finite. */
enum NegativeEntropy implements Regularizer {
    INSTANCE;

    /** Added to each coordinate. */
    private static final double SHIFT = 1e-12;

    private static double shifted(double[] y, int i) {
        if (y[i] < 0) { // not Arguments.require: making the message would take longer than the logarithm
            throw new InvalidArgumentException(
                    "the negative entropy needs points >= 0, but the hull has one with y[" + i + "] = " + y[i],
                    "Maybe regularise by half the squared norm");
        }
        return y[i] + SHIFT;
    }

    @Override
    public double value(double[] y) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            double p = shifted(y, i);
            sum += p * Math.log(p);
        }
        return sum - y.length * SHIFT * Math.log(SHIFT);
    }

    @Override
    public double[] gradient(double[] y) {
        double[] gradient = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            gradient[i] = 1 + Math.log(shifted(y, i));
        }
        return gradient;
    }

    @Override
    public double[] hessianProduct(double[] y, double[] direction) {
        Arguments.length("direction", direction, y.length);
        double[] product = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            product[i] = direction[i] / shifted(y, i);
        }
        return product;
    }

    @Override
    public String toString() {
        return "negative-entropy";
    }
}
