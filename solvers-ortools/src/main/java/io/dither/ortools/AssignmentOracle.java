package io.dither.ortools;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.Set;

/** The assignments of rows to columns. */
record AssignmentOracle(int rows, int columns, Sense sense) implements LinearOracle {
    @Override
    public int dimension() {
        return rows * columns;
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM);
    }

    @Override
    public OracleSession openSession() {
        Natives.load();
        return new AssignmentSession(this);
    }
}
