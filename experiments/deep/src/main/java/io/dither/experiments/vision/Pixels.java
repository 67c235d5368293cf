package io.dither.experiments.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dither.experiments.deep.Network;

/** Turns images into the input of a network. */
final class Pixels {
    /** The largest number of images per call of a network that does not train. */
    private static final int MAX_BATCH = 64;

    private Pixels() {}

    /** Returns the shape of a batch of {@code count} images: (count, channels, height, width). */
    static Shape batchShape(Images images, int count) {
        return new Shape(count, images.channels(), images.height(), images.width());
    }

    /** Returns the images at the indices as one batch, in the given scope. */
    static NDArray batch(Images images, NDManager scope, int[] indices) {
        float[] values = new float[indices.length * images.imageSize()];
        for (int i = 0; i < indices.length; i++) {
            images.copyTo(indices[i], values, i * images.imageSize());
        }
        return scope.create(values, batchShape(images, indices.length));
    }

    /** Returns the outputs of the network for the images at the indices, image after image, without training. */
    static float[] outputs(Network network, Images images, int[] indices) {
        return network.outputs(indices, MAX_BATCH, (scope, batch) -> batch(images, scope, batch));
    }
}
