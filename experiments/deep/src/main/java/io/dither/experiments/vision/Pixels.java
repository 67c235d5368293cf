package io.dither.experiments.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dither.experiments.deep.Network;

/** Turns images into the input of a network. */
final class Pixels {
    /** The number of images per call of a network that does not train. */
    private static final int CHUNK = 64;

    private Pixels() {}

    static Shape shape(Images images, int count) {
        return new Shape(count, images.channels(), images.height(), images.width());
    }

    static NDArray of(Images images, NDManager scope, int[] indices) {
        float[] values = new float[indices.length * images.imageSize()];
        for (int i = 0; i < indices.length; i++) {
            images.copyTo(indices[i], values, i * images.imageSize());
        }
        return scope.create(values, shape(images, indices.length));
    }

    /** Returns the outputs for images, one row after the other, without training. */
    static float[] outputs(Network network, Images images, int[] indices) {
        return network.outputs(indices, CHUNK, (scope, chunk) -> of(images, scope, chunk));
    }
}
