package io.dither.oracles.internal.combine;

import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracles.internal.OwningSession;
import java.util.Set;

/** An oracle that asks another one at an affine function of theta, and takes its vertex back. */
record Transformed(LinearOracle of, int dimension, Sense sense, Domain domain, Set<Trait> traits, Map map)
        implements LinearOracle {
    /** The way to the inner oracle and back. */
    interface Map {
        /** Fills in the inner theta, which holds what the last call wrote. */
        void forth(double[] theta, double[] inner);

        /** Fills the vertex, which may hold anything, from the answer at the inner theta. */
        void back(Vertex answer, Vertex vertex);
    }

    @Override
    public OracleSession openSession() {
        double[] inner = new double[of.dimension()];
        Vertex answer = new Vertex(inner.length);
        OracleSession session = of.openSession();
        return new OwningSession(
                (theta, vertex) -> {
                    Thetas.check(theta, dimension, domain);
                    map.forth(theta, inner);
                    session.solve(inner, answer);
                    map.back(answer, vertex);
                    vertex.gap(answer.gap());
                },
                session);
    }
}
