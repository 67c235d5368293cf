package io.dither.ortools;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.NormalCone;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A mixed-integer program, the variables that theta weighs, and how it is solved. */
record MipOracle(WeighedProgram weighed, MipSettings settings, Set<Trait> traits) implements LinearOracle, NormalCone {
    @Override
    public int dimension() {
        return weighed.dimension();
    }

    @Override
    public Sense sense() {
        return weighed.program().sense();
    }

    /** Those of the linear relaxation, where theta weighs all variables. */
    @Override
    public Optional<List<Vertex>> bindingNormals(Vertex y) {
        return BindingRows.at(weighed.program(), weighed.coordinates(), y);
    }

    @Override
    public OracleSession openSession() {
        Natives.load();
        return new MipSession(weighed, settings, traits);
    }
}
