package io.dither.oracle.capability;

import java.util.Optional;

/**
 * A capability: an oracle over one of the sets of {@link Polytope}. A layer can compute without sampling if the set and
 * the noise have a closed form.
 */
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
