package io.dither.experiments.generators;

import io.dither.error.InvalidArgumentException;

/** The law of a benchmark of predict-then-optimise: a set of decisions, and costs that depend on features. */
public interface Generator {
    /**
     * Draws examples.
     *
     * @param examples n, at least 1
     * @param seed a whole number of 32 bits without a sign
     * @return the examples
     * @throws InvalidArgumentException if they are too many, or the seed is out of its range
     */
    CostData draw(int examples, long seed);
}
