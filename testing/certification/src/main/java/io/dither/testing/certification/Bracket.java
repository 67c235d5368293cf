package io.dither.testing.certification;

/**
 * Compares the increment of a convex function over a step with the increments that the gradients at the two ends of the
 * step predict. If the gradients are those of the function, the increment lies between the predictions.
 *
 * <p>For convex f and a step u from a point t, &lt;grad f(t), u&gt; &lt;= f(t + u) - f(t) &lt;= &lt;grad f(t + u),
 * u&gt;, for steps of any size, so only rounding errors need a tolerance. For concave functions, lower and upper are
 * exchanged.
 *
 * @param lower the smaller of the predicted increments, which the gradient predicts at t for convex functions and at t
 *     + u for concave functions
 * @param increment f(t + u) - f(t)
 * @param upper the larger of the predicted increments
 * @param size the sum of |f| and all |t_i grad_i f| over both ends of the step; rounding errors are relative to it
 */
public record Bracket(double lower, double increment, double upper, double size) {
    /** The largest excess that counts as a rounding error. */
    private static final double ROUNDING = 1e-12;

    /** {@return the distance of the increment from the interval of the predictions, relative to the size; 0 inside} */
    public double excess() {
        double outside = Math.max(0, Math.max(lower - increment, increment - upper));
        // a size of 0 would give NaN
        return outside == 0 ? 0 : outside / size;
    }

    /**
     * Returns whether the increment lies between the two predictions, up to rounding.
     *
     * @return true if the gradients can be those of the function, false if they are wrong
     */
    public boolean holds() {
        return excess() <= ROUNDING;
    }

    /**
     * Requires that the increment lies between the two predictions.
     *
     * @throws AssertionError if it does not; the message has the three numbers
     */
    public void require() {
        if (!holds()) {
            throw new AssertionError("the increment " + increment + " is not between the predictions of the gradients, "
                    + lower + " and " + upper + ": value and gradient do not belong together");
        }
    }
}
