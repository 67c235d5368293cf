package io.dither.experiments.deep;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import io.dither.random.KeyedRandom;

/**
 * Draws normal weights of variance 2 / fan (He et al. 2015). The n-th array of weights is a function of (seed, n)
 * alone.
 *
 * <p>For a convolution, the fan is its fan-out: the number of outputs that one input affects. For a linear layer, it is
 * the fan-in: the number of inputs.
 */
final class KaimingInitializer implements Initializer {
    /** The key of weights in place of an example. No example has it, so noise of the same seed is independent. */
    private static final long EXAMPLE_KEY = -2;

    private final KeyedRandom random;
    private final long seed;
    private long arrayIndex;

    KaimingInitializer(long seed) {
        this.random = new KeyedRandom(seed);
        this.seed = seed;
    }

    @Override
    public NDArray initialize(NDManager manager, Shape shape, DataType dataType) {
        random.setKey(seed, arrayIndex++, EXAMPLE_KEY);
        random.startSample(0);
        double deviation = Math.sqrt(2.0 / fan(shape));
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return manager.create(values, shape);
    }

    /** Returns the fan of weights of the shape (outputs, inputs) of a linear layer, or (outputs, inputs, height, width) of a convolution. */
    private static long fan(Shape shape) {
        return shape.dimension() < 3
                ? shape.get(shape.dimension() - 1)
                : shape.get(0) * shape.slice(2).size();
    }
}
