package io.dither.ortools.program;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.NormalCone;
import io.dither.ortools.internal.Natives;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A linear program and an iteration limit. */
record LpOracle(LinearProgram program, int iterations) implements LinearOracle, NormalCone {
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
    public Optional<List<Vertex>> bindingNormals(Vertex y) {
        return BindingRows.at(program, IntStream.range(0, dimension()).toArray(), y);
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
