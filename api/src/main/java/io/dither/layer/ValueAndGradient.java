package io.dither.layer;

/**
 * A number that depends on theta, such as a loss or a smoothed value, and its gradient, each with its standard error.
 * {@link #withValues} keeps the errors and the gap.
 *
 * @param value the number
 * @param standardError the standard error of the value, 0 if exact
 * @param gradient the gradient in theta and its standard errors
 * @param gap the largest error that the value can have because solves ended before a proof of optimality. If these
 *     solves had been optimal, a smoothed value would be higher (for costs lower) by at most the gap, and a
 *     Fenchel-Young loss higher. 0 if all solves are optimal, infinite if no bound is known. The gap of a mean over
 *     samples is the mean of the gaps of their solves, and so an estimate
 */
public record ValueAndGradient(double value, double standardError, Estimated gradient, double gap) {
    /**
     * Creates a result that is exact: without sampling errors, and from solves that were proved optimal.
     *
     * @param value the number
     * @param gradient the gradient in theta; not copied
     * @return the number and its gradient, with errors and a gap of 0
     */
    public static ValueAndGradient exact(double value, double[] gradient) {
        return new ValueAndGradient(value, 0, Estimated.exact(gradient), 0);
    }

    /**
     * {@return another value and gradient with the same errors and gap, for example after a constant was subtracted}
     *
     * @param newValue the value
     * @param newGradient the gradient; not copied
     */
    public ValueAndGradient withValues(double newValue, double[] newGradient) {
        return new ValueAndGradient(newValue, standardError, gradient.withValues(newGradient), gap);
    }

    /**
     * {@return the same numbers with a larger gap, because of further solves that ended before a proof of optimality}
     *
     * @param added the gap of these solves, at least 0
     */
    public ValueAndGradient plusGap(double added) {
        return new ValueAndGradient(value, standardError, gradient, gap + added);
    }

    /**
     * {@return the gap of a number that was computed from a solution but is not the objective of its solve, such as a
     * distance from the solution: 0 if the solution is optimal, otherwise infinite, because no bound is known}
     *
     * @param solutionGap the gap of the solution, or the mean gap of several solutions
     */
    public static double zeroOrInfiniteGap(double solutionGap) {
        return solutionGap == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
}
