package io.dither.testing;

import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.Set;
import java.util.function.Supplier;

/** An oracle made of its parts, any of which may be wrong. */
record FakeOracle(int dimension, Sense sense, Domain domain, Set<Trait> traits, Supplier<OracleSession> sessions)
        implements LinearOracle {

    static FakeOracle like(LinearOracle oracle) {
        return new FakeOracle(
                oracle.dimension(), oracle.sense(), oracle.domain(), oracle.traits(), oracle::openSession);
    }

    FakeOracle sessions(Supplier<OracleSession> other) {
        return new FakeOracle(dimension, sense, domain, traits, other);
    }

    FakeOracle sense(Sense other) {
        return new FakeOracle(dimension, other, domain, traits, sessions);
    }

    FakeOracle domain(Domain other) {
        return new FakeOracle(dimension, sense, other, traits, sessions);
    }

    FakeOracle traits(Trait... others) {
        return new FakeOracle(dimension, sense, domain, Set.of(others), sessions);
    }

    @Override
    public OracleSession openSession() {
        return sessions.get();
    }
}
