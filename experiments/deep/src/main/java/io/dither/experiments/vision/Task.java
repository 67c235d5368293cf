package io.dither.experiments.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dither.experiments.deep.Network;
import io.dither.oracle.LinearOracle;

/** A task for a network, with its measures of quality. */
interface Task {
    /** Returns the number of training examples. */
    int exampleCount();

    /** Returns the shape of a batch of one image. */
    Shape imageShape();

    /** Returns the number of outputs of the network per image. */
    int outputs();

    /** Returns the oracle that turns scores into a decision. */
    LinearOracle oracle();

    /** Returns the scores of training examples, one row per example. */
    NDArray scores(Network network, NDManager scope, int[] examples);

    /** Returns the right decisions for training examples, one row per example. */
    NDArray targets(NDManager scope, int[] examples);

    /** Returns the mean of the usual loss of the task: this loss compares scores with targets without the oracle. */
    NDArray usualLoss(NDArray scores, NDArray targets);

    /** Measures the network on the test examples; the first measure is the share of examples that are right. */
    double[] testMeasures(Network network);
}
