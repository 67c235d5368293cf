package io.dither.oracle.capability;

import java.util.Optional;

/** A capability: an oracle over one of the sets of {@link Polytope}, so that exact layers can be chosen for it. */
public interface StructuredOracle extends Membership {
    /**
     * Returns the set; the oracle's answers are its vertices, with offset 0.
     *
     * @return the hull of the feasible set
     */
    Polytope polytope();

    @Override
    default Optional<String> violation(double[] y) {
        return polytope().violation(y);
    }
}
