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
record Named(LinearOracle of, Polytope polytope, int dimension, Sense sense, Domain domain, Set<Trait> traits)
        implements StructuredOracle {
    Named(LinearOracle of, Polytope polytope) {
        this(of, polytope, of.dimension(), of.sense(), of.domain(), of.traits());
    }

    @Override
    public OracleSession openSession() {
        return of.openSession();
    }
}
