package io.dither.learn.evaluate;

import io.dither.error.Arguments;
import io.dither.layer.KeyedSum;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The sums of a pass over the examples; each example counts with its weight w. "Number of weights" and "per weight"
 * mean the weights of the model. "Effects" are its group effects; its parameters are the weights and, after them, the
 * effects. {@link KeyedSum} and checkpoints use the sums as a vector; only this class knows which number is at which
 * index.
 *
 * @param weight the sum of w
 * @param loss the sum of w times the loss; for simulated moments, which have no loss, the sum of w times the expected
 *     optimal cost or score under noise; NaN for other equations that have no loss
 * @param gradient the sum of w times the gradient, one number per weight, then one number per effect; read only
 * @param squares the sums of (w times the gradient)^2, one number per weight; if there are effects, followed by a single sum over
 *     all effects; read only
 * @param hessian the sum of w times the Hessian, the lower triangle row by row; empty if it was not requested, the costs are not
 *     sums of features, or the loss has no closed form; read only
 * @param gap the sum of w times the gap, which bounds how much the true loss may exceed the computed loss; above 0 if
 *     solves ended before a proof of optimality
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record Sums(double weight, double loss, double[] gradient, double[] squares, double[] hessian, double gap)
        implements Serializable {
    /** The index of the gradient in the vector, after the weight and the loss. */
    private static final int GRADIENT_START = 2;
    /** The largest number of parameters whose arrays can be allocated. */
    private static final int MOST_PARAMETERS = 1 << 28;
    /** The largest number of weights for which the length of a Hessian does not overflow. */
    private static final int MOST_WEIGHTS = (1 << 16) - 1;

    /** {@return the weighted mean of the loss} */
    public double meanLoss() {
        return loss / weight;
    }

    /** {@return the weighted mean of the gap} */
    public double meanGap() {
        return gap / weight;
    }

    /** {@return all numbers as one vector} The caller owns it. */
    public double[] vector() {
        int last = GRADIENT_START + gradient.length + squares.length + hessian.length;
        double[] vector = new double[last + 1];
        vector[0] = weight;
        vector[1] = loss;
        System.arraycopy(gradient, 0, vector, GRADIENT_START, gradient.length);
        System.arraycopy(squares, 0, vector, GRADIENT_START + gradient.length, squares.length);
        System.arraycopy(hessian, 0, vector, last - hessian.length, hessian.length);
        vector[last] = gap;
        return vector;
    }

    /**
     * {@return the number of entries in the lower triangle of a Hessian}
     *
     * @param weights the number of weights, at most 65,535
     */
    public static int hessianLength(int weights) {
        return (int) (Arguments.between("number of weights", weights, 0, MOST_WEIGHTS) * (weights + 1L) / 2);
    }

    /**
     * {@return the length of a vector without effects}
     *
     * @param weights the number of weights
     * @param hessian the length of the Hessian
     */
    public static int vectorLength(int weights, int hessian) {
        return GRADIENT_START + 2 * weights + hessian + 1;
    }

    /**
     * Writes the {@link #vector()} of the sums over a single example, which has no effects and whose gap is 0.
     *
     * @param weight its weight
     * @param loss its loss, times its weight
     * @param gradient its gradient, times its weight; read only
     * @param hessian its Hessian, times its weight; may be empty; read only
     * @param vectors the array to which the vector is written
     * @param start the index of its first number
     */
    public static void put(
            double weight, double loss, double[] gradient, double[] hessian, double[] vectors, int start) {
        int last = vectorLength(gradient.length, hessian.length) - 1;
        Arguments.between("start", start, 0, vectors.length - 1 - last);
        vectors[start] = weight;
        vectors[start + 1] = loss;
        for (int k = 0; k < gradient.length; k++) {
            vectors[start + GRADIENT_START + k] = gradient[k];
            vectors[start + GRADIENT_START + gradient.length + k] = gradient[k] * gradient[k];
        }
        System.arraycopy(hessian, 0, vectors, start + last - hessian.length, hessian.length);
        vectors[start + last] = 0;
    }

    /**
     * {@return the sums in a vector}
     *
     * @param vector a {@link #vector()}
     * @param parameters the length of the gradient
     * @throws io.dither.error.InvalidArgumentException if the vector is too short for this gradient
     */
    public static Sums of(double[] vector, int parameters) {
        int last = vector.length - 1;
        Arguments.between("parameters", parameters, 0, last - GRADIENT_START);
        // with effects, the vector has no Hessian, and at most as many squares as parameters
        int squaresEnd = GRADIENT_START + parameters + Math.min(parameters, last - GRADIENT_START - parameters);
        return new Sums(
                vector[0],
                vector[1],
                Arrays.copyOfRange(vector, GRADIENT_START, GRADIENT_START + parameters),
                Arrays.copyOfRange(vector, GRADIENT_START + parameters, squaresEnd),
                Arrays.copyOfRange(vector, squaresEnd, last),
                vector[last]);
    }

    /**
     * {@return the subtree of {@link KeyedSum} for a single example}
     *
     * @param key the key of the example
     */
    public KeyedSum.Node node(long key) {
        return KeyedSum.Node.of(key, vector());
    }

    /**
     * Returns the subtree of {@link KeyedSum} for a single example that uses only a few effects: the gradient of these
     * sums has one number per weight, then one number per effect that the example uses.
     *
     * @param key the key of the example
     * @param effects the indices of its effects, from 0, ascending
     * @param parameters the length of the gradient with all effects
     * @return the subtree, sparse
     */
    public KeyedSum.Node node(long key, int[] effects, int parameters) {
        int weights = gradient.length - Arguments.between("number of effects", effects.length, 0, gradient.length);
        Arguments.between("parameters", parameters, gradient.length, MOST_PARAMETERS);
        for (int effect : effects) {
            Arguments.between("effect", effect, 0, parameters - weights - 1);
        }
        double[] numbers = vector();
        int[] positions = new int[numbers.length];
        int firstEffect = GRADIENT_START + gradient.length - effects.length;
        // the squares, the Hessian and the gap move to higher indices, by the number of effects that this example lacks
        for (int i = 0; i < positions.length; i++) {
            positions[i] = i < firstEffect ? i : i - gradient.length + parameters;
        }
        for (int i = 0; i < effects.length; i++) {
            positions[firstEffect + i] = firstEffect + effects[i];
        }
        return KeyedSum.Node.of(key, numbers, positions);
    }

    /**
     * {@return the sums over all examples; empty if there is no example}
     *
     * @param nodes disjoint subtrees in any order, all made by this class
     * @param parameters the length of the gradient
     */
    public static Optional<Sums> total(List<KeyedSum.Node> nodes, int parameters) {
        return nodes.isEmpty() ? Optional.empty() : Optional.of(of(KeyedSum.total(nodes), parameters));
    }
}
