package io.dither.layer;

/**
 * A number that depends on theta, such as a loss or a smoothed value, and its gradient, each with its standard error.
 *
 * @param value the number
 * @param standardError the standard error of the value, 0 where exact
 * @param gradient the gradient in theta and its standard errors
 * @param gap how much the value may miss because solves ended before a proof of optimality: a smoothed value may be better by so
 *     much at most, a Fenchel-Young loss higher; 0 where all are optimal, infinite where nothing is known
 */
public record ValueAndGradient(double value, double standardError, Estimated gradient, double gap) {
    /**
     * Takes optimal solves.
     *
     * @param value the number
     * @param standardError the standard error of the value, 0 where exact
     * @param gradient the gradient in theta and its standard errors
     */
    public ValueAndGradient(double value, double standardError, Estimated gradient) {
        this(value, standardError, gradient, 0);
    }
}
