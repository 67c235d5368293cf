package io.dither.oracles;

import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracles.internal.OwningSession;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** An oracle that refuses theta outside a domain, claims given traits and counts its open sessions. */
record RestrictedOracle(LinearOracle of, Domain domain, Set<Trait> traits, AtomicInteger open) implements LinearOracle {
    RestrictedOracle(LinearOracle of, Domain domain) {
        this(of, domain, of.traits(), new AtomicInteger());
    }

    @Override
    public int dimension() {
        return of.dimension();
    }

    @Override
    public Sense sense() {
        return of.sense();
    }

    @Override
    public OracleSession openSession() {
        OracleSession inner = of.openSession();
        open.incrementAndGet();
        return new OwningSession(
                (theta, vertex) -> {
                    Thetas.check(theta, dimension(), domain);
                    inner.solve(theta, vertex);
                },
                new Counted(open));
    }

    private record Counted(AtomicInteger open) implements OracleSession {
        @Override
        public void solve(double[] theta, Vertex vertex) {
            throw new AssertionError("never asked");
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
