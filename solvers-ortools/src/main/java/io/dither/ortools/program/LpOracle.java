package io.dither.ortools.program;

import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.ortools.internal.Natives;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A linear program and an iteration limit. */
record LpOracle(LinearProgram program, int iterations) implements NamedCoordinates {
    @Override
    public int dimension() {
        return program.dimension();
    }

    /** The columns of the file that it was read from. */
    @Override
    public List<String> coordinates() {
        return program.names(IntStream.range(0, dimension()).toArray());
    }

    /** A program that was built in code has no names. */
    @Override
    public <C> Optional<C> as(Class<C> capability) {
        return capability == NamedCoordinates.class && coordinates().isEmpty()
                ? Optional.empty()
                : NamedCoordinates.super.as(capability);
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

    /** Returns whether sessions turn from one to the other. */
    boolean isLike(LpOracle other) {
        return iterations == other.iterations && program.hasRowsOf(other.program);
    }

    boolean isZeroOne() {
        return program.traits().contains(Trait.ZERO_ONE);
    }
}
