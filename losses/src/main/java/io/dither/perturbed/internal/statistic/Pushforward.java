package io.dither.perturbed.internal.statistic;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.Vertex;
import io.dither.perturbed.internal.engine.Reward;
import io.dither.perturbed.internal.engine.Sample;
import java.util.function.ToDoubleFunction;

/** A user's function of a solution, as a reward. If it fails, the message blames the function, not the oracle. */
public record Pushforward(ToDoubleFunction<Vertex> function) implements Reward {
    @Override
    public double of(Sample sample) {
        double value;
        try {
            value = function.applyAsDouble(sample.vertex);
        } catch (RuntimeException failure) {
            throw new OracleException(Code.FAILED, "the function of pushforward(f) failed: " + failure, failure);
        }
        if (!Double.isFinite(value)) {
            throw new OracleException(
                    Code.INVALID_ANSWER,
                    "the function of pushforward(f) returned " + value
                            + " for a solution. Maybe it divides by zero or overflows");
        }
        return value;
    }
}
