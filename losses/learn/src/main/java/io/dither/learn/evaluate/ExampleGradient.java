package io.dither.learn.evaluate;

import java.io.Serializable;

/**
 * What one example adds to the {@link Sums}, times its weight w.
 *
 * @param gradient w gradient, one number per weight, without effects; read only
 * @param value w value; of a moment, what the decision is expected to cost or score
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record ExampleGradient(double[] gradient, double value) implements Serializable {}
