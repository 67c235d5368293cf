package io.dither.ortools;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.Set;

/** A constraint model and how it is solved. */
record CpSatOracle(CpProgram program, CpSatSettings settings, Set<Trait> traits) implements LinearOracle {
    @Override
    public int dimension() {
        return program.dimension();
    }

    @Override
    public Sense sense() {
        return program.sense();
    }

    @Override
    public OracleSession openSession() {
        Natives.load();
        return new CpSatSession(this);
    }
}
