package io.dither.experiments.learn;

import io.dither.layer.Costs;
import io.dither.layer.Estimated;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;

/** A loss as a user writes one, in one class: half the squared error, whose least value is known. */
record OwnLoss() implements Loss<Costs> {
    @Override
    public String name() {
        return "half squared error";
    }

    @Override
    public LinearOracle oracle() {
        return Oracles.argmax(2);
    }

    @Override
    public Class<Costs> targetType() {
        return Costs.class;
    }

    @Override
    public ValueAndGradient evaluate(Example<Costs> example) {
        double[] gradient = example.theta().clone();
        double value = 0;
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] -= example.target().values()[i];
            value += gradient[i] * gradient[i] / 2;
        }
        return new ValueAndGradient(value, 0, Estimated.exact(gradient));
    }
}
