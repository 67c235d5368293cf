package io.dither.ortools;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.Set;

/** A mixed-integer program, the variables that theta weighs, and how it is solved. */
record MipOracle(WeighedProgram weighed, MipSettings settings, Set<Trait> traits) implements LinearOracle {
    @Override
    public int dimension() {
        return weighed.dimension();
    }

    @Override
    public Sense sense() {
        return weighed.program().sense();
    }

    @Override
    public OracleSession openSession() {
        Natives.load();
        return new MipSession(this);
    }

    /** Says whether sessions turn from one to the other. */
    boolean isLike(MipOracle other) {
        return settings.equals(other.settings)
                && dimension() == other.dimension()
                && weighed.program().hasRowsOf(other.weighed.program());
    }
}
