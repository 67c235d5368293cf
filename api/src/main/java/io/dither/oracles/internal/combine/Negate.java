package io.dither.oracles.internal.combine;

import io.dither.error.Arguments;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracles.internal.OwningSession;
import java.util.Set;

/**
 * The same set in the opposite sense: max of &lt;-theta, y&gt; + h(y) is minus the min of &lt;theta, y&gt; - h(y), so the
 * vertex stays and its constant changes sign.
 */
public record Negate(LinearOracle of, int dimension, Sense sense, Domain domain, Set<Trait> traits)
        implements LinearOracle {
    public Negate(LinearOracle of) {
        this(
                of,
                Arguments.atLeast("dimension of the inner oracle", of.dimension(), 1),
                of.sense().opposite(),
                of.domain().negated(),
                of.traits());
    }

    @Override
    public OracleSession openSession() {
        double[] negated = new double[dimension];
        OracleSession inner = of.openSession();
        return new OwningSession((theta, vertex) -> solve(theta, vertex, negated, inner), inner);
    }

    private void solve(double[] theta, Vertex vertex, double[] negated, OracleSession inner) {
        Thetas.check(theta, negated.length, domain);
        for (int i = 0; i < negated.length; i++) {
            negated[i] = -theta[i];
        }
        inner.solve(negated, vertex);
        vertex.offset(0 - vertex.offset());
    }
}
