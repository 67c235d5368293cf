package io.dither.oracle.capability;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;

/**
 * A session that can switch to another oracle of its family, such as another source and target on the same graph, and
 * keeps its compiled and allocated data.
 */
public interface RetargetableSession extends OracleSession {
    /**
     * Switches to another oracle; later answers are the same as from a new session of that oracle. A session that
     * returns false keeps its oracle.
     *
     * @param oracle the other oracle, of the same dimension
     * @return whether the oracle is of the same family, so that the session has switched
     */
    boolean retarget(LinearOracle oracle);
}
