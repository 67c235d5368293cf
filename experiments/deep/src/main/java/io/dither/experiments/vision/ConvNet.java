package io.dither.experiments.vision;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;

/** A small convolutional network: two convolutions with batch norm and ReLU, pooling, two linear layers. */
final class ConvNet {
    private ConvNet() {}

    /** Returns layers from images (batch, channels, height, width) to (batch, outputs), not initialised. */
    static Block block(int outputs) {
        SequentialBlock layers = new SequentialBlock();
        // stride 2 halves height and width: with stride 1, the first layer would cost more than all others together
        convolution(layers, 24, 5, 2);
        convolution(layers, 48, 3, 1);
        layers.add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)));
        return layers.add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(96).build())
                .add(Activation::relu)
                .add(Linear.builder().setUnits(outputs).build());
    }

    private static void convolution(SequentialBlock layers, int filters, int side, int stride) {
        layers.add(Conv2d.builder()
                        .setKernelShape(new Shape(side, side))
                        .optStride(new Shape(stride, stride))
                        .optPadding(new Shape(side / 2, side / 2))
                        .optBias(false)
                        .setFilters(filters)
                        .build())
                .add(BatchNorm.builder().build())
                .add(Activation::relu);
    }
}
