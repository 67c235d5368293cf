package io.dither.oracles;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.Set;

/** The corners of the simplex; of equal coordinates the first wins. */
record Argmax(int dimension) implements LinearOracle {
    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM);
    }

    @Override
    public OracleSession openSession() {
        return this::solve;
    }

    private void solve(double[] theta, Vertex vertex) {
        Thetas.check(theta, dimension);
        int best = 0;
        for (int i = 1; i < dimension; i++) {
            if (theta[i] > theta[best]) {
                best = i;
            }
        }
        vertex.clear();
        vertex.add(best, 1);
    }
}
