package io.dither.testing;

/**
 * The increment of a convex function over a step, between the increments that the gradients at its two ends predict.
 *
 * <p>For convex f and a step u, &lt;grad f(t), u&gt; &lt;= f(t + u) - f(t) &lt;= &lt;grad f(t + u), u&gt;, for steps of
 * any size: no tolerance is guessed, only rounding is allowed for. For concave functions the inequalities turn around.
 *
 * @param lower what the gradient at the lower end predicts
 * @param increment f(t + u) - f(t)
 * @param upper what the gradient at the upper end predicts
 * @param rounding what rounding may amount to
 */
public record Bracket(double lower, double increment, double upper, double rounding) {
    /**
     * Says whether the increment lies between the two predictions.
     *
     * @return whether value and gradient belong together
     */
    public boolean holds() {
        return lower - rounding <= increment && increment <= upper + rounding;
    }

    /**
     * Requires that the increment lies between the two predictions.
     *
     * @throws AssertionError where it does not, with the three numbers
     */
    public void require() {
        if (!holds()) {
            throw new AssertionError("the increment " + increment + " is not between the predictions of the gradients, "
                    + lower + " and " + upper + ": value and gradient do not belong together");
        }
    }
}
