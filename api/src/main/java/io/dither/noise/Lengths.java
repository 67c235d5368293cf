package io.dither.noise;

import io.dither.error.InvalidArgumentException;

/** Checks the length of a sample against the dimension of its noise. */
final class Lengths {
    private Lengths() {}

    static void requireDimension(DimensionedNoise noise, int length) {
        if (length != noise.dimension()) {
            throw new InvalidArgumentException(
                    "z has length " + length + ", but " + noise.name() + " noise has dimension " + noise.dimension(),
                    "Maybe the noise was made for another oracle");
        }
    }
}
