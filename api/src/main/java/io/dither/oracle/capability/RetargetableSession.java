package io.dither.oracle.capability;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;

/**
 * A session that can go on with another oracle of its family, such as another source and target on the same graph, and keeps what
 * it compiled and allocated.
 */
public interface RetargetableSession extends OracleSession {
    /**
     * Solves for another oracle from now on, with the answers of a session that this one opens. A session that refuses stays with
     * its oracle.
     *
     * @param oracle the other oracle, of the same dimension
     * @return whether the oracle is of the same family, so that the session has turned to it
     */
    boolean retarget(LinearOracle oracle);
}
