package io.dither.oracles;

import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Polytope;
import io.dither.oracle.Sense;
import io.dither.oracle.StructuredOracle;
import io.dither.oracle.Trait;
import java.util.Set;

/** An oracle whose set turns out to have a name, such as a product of named sets. */
record Named(LinearOracle of, Polytope polytope) implements StructuredOracle {
    @Override
    public int dimension() {
        return of.dimension();
    }

    @Override
    public Sense sense() {
        return of.sense();
    }

    @Override
    public Domain domain() {
        return of.domain();
    }

    @Override
    public Set<Trait> traits() {
        return of.traits();
    }

    @Override
    public OracleSession openSession() {
        return of.openSession();
    }
}
