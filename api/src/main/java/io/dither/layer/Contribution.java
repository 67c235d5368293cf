package io.dither.layer;

/**
 * What one example adds to the objective of a cost model.
 *
 * @param value the value of the loss; NaN for an equation that has none
 * @param gradient its gradient in the parameters of the model, or the moment taken there, length k
 * @param gap how much the value may miss because solves ended before a proof of optimality
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
public record Contribution(double value, double[] gradient, double gap) {}
