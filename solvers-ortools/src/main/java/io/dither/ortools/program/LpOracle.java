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

/**
 * The oracle of a linear program.
 *
 * @param program the program
 * @param iterations the iteration limit; {@link OrToolsLp#NO_LIMIT} for none
 */
record LpOracle(LinearProgram program, int iterations) implements NamedCoordinates {
    @Override
    public int dimension() {
        return program.dimension();
    }

    /** Returns the names of the columns in the program's file. */
    @Override
    public List<String> coordinates() {
        return program.names(IntStream.range(0, dimension()).toArray());
    }

    /** Coordinates have names only if the program was read from a file. */
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

    /** Returns whether a session of this oracle can be used for the other oracle, and the reverse. */
    boolean sharesSessionsWith(LpOracle other) {
        return iterations == other.iterations && program.hasRowsOf(other.program);
    }

    boolean isZeroOne() {
        return program.traits().contains(Trait.ZERO_ONE);
    }
}
