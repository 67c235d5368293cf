package io.dither.perturbed;

import org.jspecify.annotations.Nullable;

/** What is wanted besides F_eps and y_eps. */
final class Request {
    double @Nullable [] cotangent;
    double @Nullable [] direction;

    @Nullable
    VertexFunction pushforward;

    boolean jacobian;
    boolean valueOnlyGradient;
    boolean hessian;
    boolean epsilonDerivative;
    boolean atoms;

    /** Says whether a gradient by the score is wanted, which antithetic pairs do not give. */
    boolean needsScore() {
        return cotangent != null
                || direction != null
                || pushforward != null
                || jacobian
                || valueOnlyGradient
                || hessian;
    }
}
