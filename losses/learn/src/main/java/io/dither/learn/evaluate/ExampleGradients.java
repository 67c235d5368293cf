package io.dither.learn.evaluate;

import io.dither.error.Arguments;
import java.io.Serializable;
import java.util.List;

/**
 * The contributions of examples to the {@link Sums}, each times its weight w.
 *
 * @param width the number of weights
 * @param gradients w gradient of one example after the other, one number per weight, without effects; read only
 * @param values w value of each example; for moments, the expected cost or score of the decision; read only
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record ExampleGradients(int width, double[] gradients, double[] values) implements Serializable {
    /** Requires a gradient per value. */
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
     * {@return the contributions of all examples}
     *
     * @param parts the contributions of the examples of each part; of no examples for an empty list
     */
    public static ExampleGradients joined(List<ExampleGradients> parts) {
        int width = parts.stream().mapToInt(ExampleGradients::width).max().orElse(0);
        int size = parts.stream().mapToInt(ExampleGradients::size).sum();
        double[] gradients = new double[Math.multiplyExact(size, width)];
        double[] values = new double[size];
        int at = 0;
        for (ExampleGradients part : parts) {
            System.arraycopy(part.gradients, 0, gradients, at * width, part.gradients.length);
            System.arraycopy(part.values, 0, values, at, part.size());
            at += part.size();
        }
        return new ExampleGradients(width, gradients, values);
    }
}
