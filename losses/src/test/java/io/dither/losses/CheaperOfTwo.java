package io.dither.losses;

import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.Set;

/** The cheaper of two, for costs of at least 0 alone. */
public record CheaperOfTwo() implements LinearOracle {
    @Override
    public int dimension() {
        return 2;
    }

    @Override
    public Sense sense() {
        return Sense.MINIMIZE;
    }

    @Override
    public Domain domain() {
        return Domain.nonnegative();
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM);
    }

    @Override
    public OracleSession openSession() {
        return CheaperOfTwo::solve;
    }

    private static void solve(double[] theta, Vertex vertex) {
        Thetas.check(theta, 2, Domain.nonnegative());
        vertex.clear();
        vertex.add(theta[0] <= theta[1] ? 0 : 1, 1);
    }
}
