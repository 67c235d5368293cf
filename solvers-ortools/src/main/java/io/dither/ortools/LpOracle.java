package io.dither.ortools;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.Set;

/** A linear program and an iteration limit. */
record LpOracle(LinearProgram program, int iterations) implements LinearOracle {
    @Override
    public int dimension() {
        return program.dimension();
    }

    @Override
    public Sense sense() {
        return program.sense();
    }

    @Override
    public Set<Trait> traits() {
        return program.traits();
    }

    @Override
    public OracleSession openSession() {
        Natives.load();
        return new LpSession(this);
    }

    /** Says whether sessions turn from one to the other. */
    boolean isLike(LpOracle other) {
        return iterations == other.iterations && program.hasRowsOf(other.program);
    }

    boolean isZeroOne() {
        return program.traits().contains(Trait.ZERO_ONE);
    }
}
