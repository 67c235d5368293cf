package io.dither.layer;

/**
 * A number that depends on theta, such as a loss or a smoothed value, and its gradient, each with its standard error. What is made of
 * another by {@link #withValues} keeps the errors and the gap.
 *
 * @param value the number
 * @param standardError the standard error of the value, 0 where exact
 * @param gradient the gradient in theta and its standard errors
 * @param gap how much the value may miss because solves ended before a proof of optimality: a smoothed value may be better by so
 *     much at most, a Fenchel-Young loss higher; 0 where all are optimal, infinite where nothing is known. The mean over samples,
 *     if there are any: an estimate too, whose error is not that of the value
 */
public record ValueAndGradient(double value, double standardError, Estimated gradient, double gap) {
    /**
     * Makes a number of what is no estimate, and no solve that ended before a proof.
     *
     * @param value the number
     * @param gradient the gradient in theta; kept
     * @return both, with errors and a gap of 0
     */
    public static ValueAndGradient exact(double value, double[] gradient) {
        return new ValueAndGradient(value, 0, Estimated.exact(gradient), 0);
    }

    /**
     * {@return other numbers with the same errors and gap, such as these less a constant}
     *
     * @param other the value
     * @param otherGradient the gradient; kept
     */
    public ValueAndGradient withValues(double other, double[] otherGradient) {
        return new ValueAndGradient(other, standardError, gradient.withValues(otherGradient), gap);
    }

    /**
     * {@return the same with a larger gap, because other solves ended before a proof too}
     *
     * @param more what they add, at least 0
     */
    public ValueAndGradient plusGap(double more) {
        return new ValueAndGradient(value, standardError, gradient, gap + more);
    }

    /**
     * {@return how much any function of a solution may miss, other than the objective that was solved for: 0 if the solution is optimal,
     * infinite otherwise}
     *
     * @param gap the gap of the solution, or the mean of several
     */
    public static double gapOfOther(double gap) {
        return gap == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
}
