package io.dither.experiments.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.dither.experiments.deep.Network;

/** What a network learns, and how well it does. */
interface Task extends AutoCloseable {
    /** Returns the mean loss of a batch of training examples. */
    NDArray loss(Network network, NDManager scope, int[] examples, long step);

    /** Measures the network on the test examples. */
    double[] test(Network network);

    @Override
    void close();
}
