package io.dither.learn.evaluate;

import java.io.Serializable;

/**
 * The contribution of one example to the {@link Sums}, times its weight w.
 *
 * @param gradient w gradient, one number per weight, without effects; read only
 * @param value w value; for moments, the expected cost or score of the decision
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record ExampleGradient(double[] gradient, double value) implements Serializable {}
