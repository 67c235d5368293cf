package io.dither.learn.evaluate;

import io.dither.error.Arguments;
import java.io.Serializable;
import java.util.List;

/**
 * The contributions of single examples to the {@link Sums}, each times the weight w of the example. Apart from w, weights are the weights of
 * the model.
 *
 * @param width the number of weights
 * @param gradients w times the gradient of each example, one example after another; a gradient has one number per weight,
 *     and none for group effects; read only
 * @param values w times the value of each example: its loss or, for moments, the expected cost or score of its decision; read only
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record ExampleGradients(int width, double[] gradients, double[] values) implements Serializable {
    /** Makes contributions; each value needs a gradient. */
    public ExampleGradients {
        Arguments.require(
                (long) width * values.length == gradients.length,
                gradients.length + " numbers are not " + values.length + " gradients of " + width + " weights",
                "Maybe one is missing");
    }

    /** {@return the number of examples} */
    public int size() {
        return values.length;
    }

    /**
     * {@return a number of the gradient of an example}
     *
     * @param example the index of the example
     * @param weight the index of the weight
     */
    public double get(int example, int weight) {
        return gradients[example * width + weight];
    }

    /**
     * {@return the contributions of all examples of several parts}
     *
     * @param parts the contributions of the examples of each part; a part without examples may have the width 0
     */
    public static ExampleGradients joined(List<ExampleGradients> parts) {
        int width = parts.stream().mapToInt(ExampleGradients::width).max().orElse(0);
        int size = parts.stream().mapToInt(ExampleGradients::size).sum();
        double[] gradients = new double[Math.multiplyExact(size, width)];
        double[] values = new double[size];
        int first = 0;
        for (ExampleGradients part : parts) {
            System.arraycopy(part.gradients, 0, gradients, first * width, part.gradients.length);
            System.arraycopy(part.values, 0, values, first, part.size());
            first += part.size();
        }
        return new ExampleGradients(width, gradients, values);
    }
}
