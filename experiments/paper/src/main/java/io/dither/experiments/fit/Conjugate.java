package io.dither.experiments.fit;

import io.dither.experiments.fit.ScoreObjective.Point;
import io.dither.internal.algebra.Vectors;
import io.dither.optim.QuasiNewton;

/**
 * The conjugate Omega_eps(y) = sup over scores s of &lt;s, y&gt; - F_eps(s), with its errors.
 *
 * @param status the status of the search
 * @param theta the last point of the search, in the oracle's own units (costs are -s), length d; the caller owns the
 * array
 * @param value Omega_eps(y): the supremum, or its limit for ON_BOUNDARY; infinite for OUTSIDE_HULL; a lower bound, up
 *     to its standard error, for NOT_CONVERGED. With M samples it is biased upwards by O(d / M), below the standard
 *     error unless d is large
 * @param standardError the standard error of the value at theta; 0 if the layer is exact
 * @param gap how far Omega may lie below the value because solves of the layer ended before a proof
 * @param residual the norm of y - grad F_eps(theta)
 * @param residualError the norm of the standard errors of grad F_eps(theta): a residual below it is within the noise
 * @param gapEstimate half the Newton decrement, r^T H^-1 r / 2 with the residual r and the Hessian H that the search
 * approximates: an estimate of the distance to the supremum, not a bound
 * @param iterations the number of iterations
 * @param evaluations the number of evaluations of F_eps
 * @param certificate a direction t in score units, or empty. OUTSIDE_HULL: &lt;t, y&gt; is above the largest &lt;t,
 * .&gt; over Y, as the unperturbed oracle proves. ON_BOUNDARY: the two are equal, and &lt;t, .&gt; is not constant over
 * Y
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Conjugate(
        Status status,
        double[] theta,
        double value,
        double standardError,
        double gap,
        double residual,
        double residualError,
        double gapEstimate,
        int iterations,
        int evaluations,
        double[] certificate) {

    /** How the search for the supremum ended. */
    enum Status {
        /** The residual is within the tolerance, or the noise allows no further descent. */
        CONVERGED,
        /** The residual is above the noise, and the iterations ran out or no descent was found. */
        NOT_CONVERGED,
        /** y lies outside the hull of Y, so that Omega is infinite. */
        OUTSIDE_HULL,
        /**
         * y lies on the boundary of the hull: the supremum is only approached, as theta goes to infinity; the value is
         * its limit.
         */
        ON_BOUNDARY
    }

    /** Describes a search that ended at a point. */
    static Conjugate of(
            Status status,
            Point last,
            int sign,
            QuasiNewton<Point> descent,
            ScoreObjective objective,
            double[] certificate) {
        boolean outside = status == Status.OUTSIDE_HULL;
        return new Conjugate(
                status,
                Vectors.scaled(sign, last.scores()),
                outside ? Double.POSITIVE_INFINITY : -last.value() + 0.0,
                outside ? 0 : last.valueError(),
                outside ? 0 : last.gap(),
                last.residual(),
                last.error(),
                descent.gapEstimate(last),
                descent.iterations(),
                objective.evaluations(),
                certificate);
    }
}
