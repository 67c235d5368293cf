package io.dither.oracle.capability;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import java.util.Optional;

/** An oracle that can test whether a point is feasible. */
public interface Membership extends LinearOracle {
    /**
     * Looks for a reason why a point is not feasible.
     *
     * @param y finite coordinates, length d; read only
     * @return a text that names the violated constraint; empty if y is feasible up to rounding
     */
    Optional<String> violation(double[] y);

    /**
     * Looks for a reason why a point is not feasible. Override it if sparse points can be tested faster.
     *
     * @param y finite coordinates; read only
     * @return a text that names the violated constraint; empty if y is feasible up to rounding
     */
    default Optional<String> violation(Vertex y) {
        return violation(y.toArray());
    }
}
