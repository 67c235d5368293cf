package io.dither.experiments.learn;

import org.ejml.data.DMatrixRMaj;

/**
 * What an objective says of a batch of n examples.
 *
 * @param values the loss of each example, length n
 * @param gradients n x k: row i is the gradient of the loss of example i in its theta
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
public record BatchGradient(double[] values, DMatrixRMaj gradients) {}
