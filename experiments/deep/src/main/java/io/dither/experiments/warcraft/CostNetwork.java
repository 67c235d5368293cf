package io.dither.experiments.warcraft;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import io.dither.experiments.deep.Torch;
import java.util.List;

/**
 * The network from images to costs: the first layers of ResNet18 (He et al. 2016), then, for each cell, the largest
 * value of each of the 64 channels, and the mean of these values over the channels (Vlastelica et al. 2020).
 *
 * <p>The last layers are a ReLU, a maximum and a mean, so the mean is at least 0. Costs are {@value #FLOOR} +
 * {@value #SCALE} times the mean. The oracle of paths needs costs of at least 0. Noisy costs are rarely negative,
 * because the least cost is three standard deviations of normal noise of amplitude 1.
 *
 * <p>A cell has 8 x 8 pixels. The first layers halve the image twice, to 2 x 2 points per cell, so ordinary pooling
 * replaces the adaptive pooling of the original.
 */
final class CostNetwork {
    /**
     * The least cost. With lower costs, noisy costs would often be negative, and clamped to 0. The loss would then fall
     * whenever all costs fall, so training would fail.
     */
    static final float FLOOR = 3;

    /** The factor of the mean, so large that costs differ by more than the noise, and the floor matters little. */
    static final float SCALE = 10;

    private static final int CHANNELS = 64;

    private CostNetwork() {}

    /** Makes layers from n images of size x size cells, (n, 3, 8 size, 8 size), to their costs, (n, size, size). */
    static Block layers() {
        return new SequentialBlock()
                .add(convolution(7, 2))
                .add(BatchNorm.builder().build())
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1)))
                .add(residual())
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(LambdaBlock.singleton(channels ->
                        Torch.times(channels.mean(new int[] {1}), SCALE).add(FLOOR)));
    }

    private static Block residual() {
        Block convolutions = new SequentialBlock()
                .add(convolution(3, 1))
                .add(BatchNorm.builder().build())
                .add(Activation.reluBlock())
                .add(convolution(3, 1))
                .add(BatchNorm.builder().build());
        return new ParallelBlock(CostNetwork::rectifiedSum, List.of(convolutions, Blocks.identityBlock()));
    }

    private static NDList rectifiedSum(List<NDList> branches) {
        return new NDList(Activation.relu(
                branches.get(0).singletonOrThrow().add(branches.get(1).singletonOrThrow())));
    }

    private static Block convolution(int width, int stride) {
        return Conv2d.builder()
                .setFilters(CHANNELS)
                .setKernelShape(new Shape(width, width))
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(width / 2, width / 2))
                .optBias(false)
                .build();
    }
}
