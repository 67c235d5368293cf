package io.dither.oracle.capability;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import java.util.List;
import java.util.Optional;

/**
 * A capability: an oracle whose feasible set can be added to others, so that one solve serves all of them at the same
 * theta, as one search finds the paths from one source to many targets.
 *
 * <p>The (Minkowski) sum of sets has the sums of their points; its F and y* are the sums of those of the sets.
 */
public interface Summable extends LinearOracle {
    /**
     * Returns the origin that oracles must share to be added.
     *
     * @return equal objects for such oracles, or empty if this one cannot be added
     */
    Optional<Object> origin();

    /**
     * Returns the number of sets in this sum.
     *
     * @return the number, 1 for a plain set
     */
    int terms();

    /**
     * Returns the sum of this set and others, whatever their order. Its answers are the sums of theirs, ties included.
     *
     * @param others oracles of the same origin; possibly none
     * @return the oracle, of the same dimension, sense and domain
     * @throws InvalidArgumentException if an origin differs
     */
    LinearOracle plus(List<? extends LinearOracle> others);
}
