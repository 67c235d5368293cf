package io.dither.optim;

/**
 * A function to be minimised by {@link QuasiNewton}, convex or smooth. It must return the same bits at the same x.
 *
 * @param <P> the type of its points
 */
@FunctionalInterface
public interface Objective<P extends Objective.Point> {
    /** The value and the gradient at a point x. */
    interface Point {
        /** {@return x} */
        double[] x();

        /** {@return the value, infinite outside the domain} */
        double value();

        /**
         * Returns the gradient.
         *
         * @return a gradient or subgradient in x, an array of the same length as x; read only
         */
        double[] gradient();
    }

    /**
     * Evaluates the function.
     *
     * @param x the point; not copied, not changed
     * @return the value and the gradient
     */
    P at(double[] x);
}
