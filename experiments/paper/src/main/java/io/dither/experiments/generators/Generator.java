package io.dither.experiments.generators;

import io.dither.error.InvalidArgumentException;

/**
 * The law (distribution) of the examples of a benchmark of predict-then-optimise: a set of decisions, and costs that
 * depend on features.
 */
public interface Generator {
    /**
     * Draws examples.
     *
     * @param examples n, at least 1
     * @param seed a whole number from 0 to 2^32 - 1
     * @return the examples
     * @throws InvalidArgumentException if the number of examples is below 1 or too large, or the seed is out
     *     of its range
     */
    CostData draw(int examples, long seed);
}
