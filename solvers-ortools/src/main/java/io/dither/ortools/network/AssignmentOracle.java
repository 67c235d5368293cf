package io.dither.ortools.network;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Fixable;
import io.dither.oracle.capability.FixedPairs;
import io.dither.oracle.capability.Membership;
import io.dither.oracles.Oracles;
import io.dither.ortools.internal.Natives;
import java.util.Optional;
import java.util.Set;

/** The assignments of rows to columns. */
record AssignmentOracle(int rows, int columns, Sense sense) implements Fixable {
    @Override
    public int dimension() {
        return rows * columns;
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM);
    }

    @Override
    public Optional<String> violation(double[] y) {
        return ((Membership) Oracles.assignment(rows, columns, sense)).violation(y);
    }

    @Override
    public LinearOracle fixing(int[] ones, int... kept) {
        return new FixedPairs(this, columns, ones, kept, this::openSession);
    }

    @Override
    public OracleSession openSession() {
        return openSession(new boolean[dimension()]);
    }

    private OracleSession openSession(boolean[] forbidden) {
        Natives.load();
        return new AssignmentSession(this, forbidden);
    }
}
