package io.dither.oracle.capability;

import java.util.Optional;

/** A capability: an oracle over one of the sets of {@link Polytope}, for which a layer can compute without sampling. */
public interface StructuredOracle extends Membership {
    /**
     * Returns the feasible set as a polytope. All answers of the oracle are points of the set, with h(y) = 0.
     *
     * @return the convex hull of the feasible set
     */
    Polytope polytope();

    @Override
    default Optional<String> violation(double[] y) {
        return polytope().violation(y);
    }
}
