package io.dither.regularized;

/** The point y of a hull with the largest &lt;u, y&gt; - Omega(y), and its derivatives in u. Immutable. */
interface Optimum {
    /** Returns y, in a new array. */
    double[] point();

    /** Returns the Jacobian of y in u, a symmetric matrix, times a vector. */
    double[] product(double[] v);

    /** Returns how much better lambda times the objective may be, because solves ended before a proof. */
    default double gap() {
        return 0;
    }
}
