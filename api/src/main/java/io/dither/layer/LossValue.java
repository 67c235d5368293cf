package io.dither.layer;

/**
 * The value of a loss and its gradient in theta, each with its standard error.
 *
 * @param value the loss
 * @param standardError the standard error of the value, 0 where exact
 * @param gradient the gradient in theta and its standard errors
 */
public record LossValue(double value, double standardError, Estimated gradient) {}
