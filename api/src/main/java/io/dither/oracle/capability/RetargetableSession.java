package io.dither.oracle.capability;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;

/**
 * A session that can switch to a similar oracle, such as an oracle with another source and target on the same graph. It
 * keeps its compiled and allocated data.
 */
public interface RetargetableSession extends OracleSession {
    /**
     * Switches to another oracle if the data of this session fit it; later answers are then the same as from a new
     * session of that oracle.
     *
     * @param oracle the other oracle, of the same dimension
     * @return whether the session has switched; if false, it keeps its oracle
     */
    boolean retarget(LinearOracle oracle);
}
