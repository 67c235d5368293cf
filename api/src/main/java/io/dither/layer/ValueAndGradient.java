package io.dither.layer;

/**
 * A number that depends on theta, such as a loss or a smoothed value, and its gradient, each with its standard error.
 *
 * @param value the number
 * @param standardError the standard error of the value, 0 where exact
 * @param gradient the gradient in theta and its standard errors
 */
public record ValueAndGradient(double value, double standardError, Estimated gradient) {}
