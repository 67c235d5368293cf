package io.dither.regularized;

/**
 * A convex function Omega on the hull of a feasible set, twice differentiable, with finite derivatives on all of the
 * hull.
 *
 * <p>It should be strictly convex; otherwise neither the regularised solution nor its gradient is unique.
 * Implementations must be thread-safe and leave arrays unchanged. They are called with convex combinations of
 * solutions, up to rounding.
 */
public interface Regularizer {
    /**
     * Evaluates the function.
     *
     * @param y a point of the hull, length d; read only
     * @return Omega(y)
     */
    double value(double[] y);

    /**
     * Evaluates the gradient.
     *
     * @param y a point of the hull, length d; read only
     * @return the gradient, length d, finite; the caller owns it
     */
    double[] gradient(double[] y);

    /**
     * Multiplies the Hessian by a vector.
     *
     * @param y a point of the hull, length d; read only
     * @param direction the vector, length d; read only
     * @return the product, length d, finite; the caller owns it
     */
    double[] hessianProduct(double[] y, double[] direction);

    /**
     * {@return the function 0, whose regularised solution is the solution itself, by one solve and with a gradient of
     * 0}
     */
    static Regularizer none() {
        return None.INSTANCE;
    }

    /** {@return |y|^2 / 2, whose regularised solutions are sparse} */
    static Regularizer halfSquaredNorm() {
        return HalfSquaredNorm.INSTANCE;
    }

    /**
     * Returns the sum of y_i ln y_i over points without negative coordinates, whose regularised solutions lie in the
     * interior of the hull.
     *
     * <p>Its slope at 0 is infinite, so that it is computed as (y_i + t) ln(y_i + t) - t ln t with t = 1e-12. That
     * changes regularised solutions by about t, and may set coordinates below t to 0; but solutions in closed form (the
     * simplex, ranks) are those for t = 0.
     *
     * @return the function; a negative coordinate throws an {@link io.dither.error.InvalidArgumentException}
     */
    static Regularizer negativeEntropy() {
        return NegativeEntropy.INSTANCE;
    }
}
