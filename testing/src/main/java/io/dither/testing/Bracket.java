package io.dither.testing;

/**
 * The increment of a convex function over a step, between the increments that the gradients at its two ends predict.
 *
 * <p>For convex f and a step u, &lt;grad f(t), u&gt; &lt;= f(t + u) - f(t) &lt;= &lt;grad f(t + u), u&gt;, for steps of
 * any size: only rounding errors need a tolerance. For concave functions the inequalities are reversed.
 *
 * @param lower the increment that the gradient at the lower end predicts
 * @param increment f(t + u) - f(t)
 * @param upper the increment that the gradient at the upper end predicts
 * @param size the size of the terms, which rounding is relative to
 */
public record Bracket(double lower, double increment, double upper, double size) {
    private static final double ROUNDING = 1e-12;

    /** {@return the distance of the increment from the interval of the predictions, relative to the size; 0 inside} */
    public double excess() {
        double outside = Math.max(0, Math.max(lower - increment, increment - upper));
        return outside == 0 ? 0 : outside / size;
    }

    /**
     * Returns whether the increment lies between the two predictions, up to rounding.
     *
     * @return whether value and gradient belong together
     */
    public boolean holds() {
        return excess() <= ROUNDING;
    }

    /**
     * Requires that the increment lies between the two predictions.
     *
     * @throws AssertionError if it does not, with the three numbers
     */
    public void require() {
        if (!holds()) {
            throw new AssertionError("the increment " + increment + " is not between the predictions of the gradients, "
                    + lower + " and " + upper + ": value and gradient do not belong together");
        }
    }
}
