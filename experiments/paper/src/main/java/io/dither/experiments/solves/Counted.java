package io.dither.experiments.solves;

import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** An oracle that counts its solves. */
record Counted(LinearOracle of, LongAdder solves) implements LinearOracle {
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
        OracleSession session = of.openSession();
        return new OracleSession() {
            @Override
            public void solve(double[] theta, Vertex vertex) {
                session.solve(theta, vertex);
                solves.increment();
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }
}
