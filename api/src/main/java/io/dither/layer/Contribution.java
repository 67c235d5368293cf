package io.dither.layer;

import io.dither.error.Arguments;
import java.util.List;

/**
 * The contribution of an example to the objective of a cost model.
 *
 * @param value the value of the loss. NaN, with a gradient of NaN, tells a search that theta is invalid, for example
 *     outside the oracle's domain. An equation without the value of a loss gives NaN or a number of its own
 * @param gradient the gradient of the loss, or the moment of the equation, mapped to the k parameters of the model
 * @param gap the largest error that the value can have because solves ended before a proof of optimality; 0 if all
 *     solves are optimal
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record Contribution(double value, double[] gradient, double gap) {
    /**
     * Requires a pullback, which maps a gradient in theta to the gradient in the parameters, for each example.
     *
     * @param examples the examples
     * @param pullbacks the pullbacks, in the same order
     */
    public static void requirePullbackPerExample(List<?> examples, List<? extends Pullback> pullbacks) {
        Arguments.require(
                examples.size() == pullbacks.size(),
                "there are " + examples.size() + " examples and " + pullbacks.size() + " pullbacks",
                "Maybe they belong to different batches");
    }
}
