package io.dither.oracle.capability;

import io.dither.error.Arguments;
import io.dither.error.OracleException;
import io.dither.oracle.Described;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The oracle of assignments with forbidden and fixed pairs, for a solver that can exclude pairs. The coordinates of
 * theta and y are the free pairs.
 */
public final class FixedPairs implements LinearOracle, Described {
    private final LinearOracle whole;
    private final int[] free;
    private final boolean[] forbidden;
    private final Function<boolean[], OracleSession> opener;

    /**
     * Creates the oracle over the free pairs. A pair fixed at 1 forbids all other pairs, free or not, of its row and of
     * its column. Each row has a partner (each column if there are fewer columns), so that the fixed pair is used.
     *
     * @param whole the assignments of rows to columns, defined for every theta and without an offset; coordinate
     *     i * columns + j pairs i with j
     * @param columns the number of columns
     * @param ones the pairs fixed at 1, in ascending order, none of them free
     * @param free the free pairs, in ascending order; all other pairs that are not fixed at 1 are forbidden
     * @param opener opens a session over all pairs that uses no forbidden pair; its argument is true at each
     *     forbidden pair and must not be changed
     * @throws OracleException with code INFEASIBLE if two pairs fixed at 1 exclude each other
     */
    public FixedPairs(
            LinearOracle whole, int columns, int[] ones, int[] free, Function<boolean[], OracleSession> opener) {
        Arguments.atLeast("columns", columns, 1);
        // requires that ones and free are in ascending order and within 0 to d - 1, and that free is not empty
        Fixable.require(whole.dimension(), ones, free);
        this.whole = whole;
        this.free = free.clone();
        this.opener = opener;
        forbidden = new boolean[whole.dimension()];
        Arrays.fill(forbidden, true);
        for (int pair : free) {
            forbidden[pair] = Arrays.stream(ones).anyMatch(fixed -> excludeEachOther(fixed, pair, columns));
        }
        for (int pair : ones) {
            for (int second : ones) {
                if (second != pair && excludeEachOther(pair, second, columns)) {
                    throw new OracleException(
                            OracleException.Code.INFEASIBLE,
                            "the pairs " + pair + " and " + second + " exclude each other");
                }
            }
            forbidden[pair] = false;
        }
    }

    /** Returns everything on which answers depend, see {@link Described}. */
    @Override
    public List<?> content() {
        return List.of(whole, free, forbidden);
    }

    private static boolean excludeEachOther(int pair, int second, int columns) {
        return pair / columns == second / columns || pair % columns == second % columns;
    }

    @Override
    public int dimension() {
        return free.length;
    }

    @Override
    public Sense sense() {
        return whole.sense();
    }

    @Override
    public Set<Trait> traits() {
        return whole.traits();
    }

    @Override
    public OracleSession openSession() {
        return new Session();
    }

    private final class Session implements OracleSession {
        private final OracleSession session = opener.apply(forbidden);
        private final double[] fullTheta = new double[forbidden.length];
        private final Vertex answer = new Vertex(fullTheta.length);

        @Override
        public void solve(double[] theta, Vertex vertex) {
            Thetas.check(theta, vertex, free.length);
            for (int k = 0; k < free.length; k++) {
                fullTheta[free[k]] = theta[k];
            }
            // pairs that are not free keep theta 0, which does not matter: they are forbidden, or fixed at 1
            // and the only pair left for their row or column
            session.solve(fullTheta, answer);
            vertex.clear();
            for (int k = 0; k < answer.size(); k++) {
                int index = Arrays.binarySearch(free, answer.index(k));
                if (index >= 0) { // otherwise the pair is not free, and not a coordinate of this oracle
                    vertex.add(index, answer.value(k)); // 0 in a dense answer if the pair is not used
                }
            }
            vertex.gap(answer.gap());
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
