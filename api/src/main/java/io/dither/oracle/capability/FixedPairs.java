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
 * Assignments with pairs that are forbidden or settled, for a solver of assignments that can leave pairs out: theta and y hold the
 * other pairs.
 */
public final class FixedPairs implements LinearOracle, Described {
    private final LinearOracle whole;
    private final int[] kept;
    private final boolean[] forbidden;
    private final Function<boolean[], OracleSession> sessions;

    /**
     * Makes the assignments that are left. A settled pair forbids the others of its row, and of its column.
     *
     * @param whole the assignments of rows to columns, without an offset; coordinate i * columns + j pairs i with j
     * @param columns the number of columns
     * @param ones the pairs that are settled
     * @param kept the pairs that are free, in ascending order; all others are forbidden
     * @param sessions opens a session over all pairs that uses none of those marked, an array that stays as it is
     * @throws OracleException with code INFEASIBLE where two settled pairs exclude each other
     */
    public FixedPairs(
            LinearOracle whole, int columns, int[] ones, int[] kept, Function<boolean[], OracleSession> sessions) {
        Arguments.atLeast("columns", columns, 1);
        Fixable.require(whole.dimension(), ones, kept);
        this.whole = whole;
        this.kept = kept.clone();
        this.sessions = sessions;
        forbidden = new boolean[whole.dimension()];
        Arrays.fill(forbidden, true);
        for (int pair : kept) {
            forbidden[pair] = Arrays.stream(ones).anyMatch(one -> clash(one, pair, columns));
        }
        for (int one : ones) {
            for (int other : ones) {
                if (other != one && clash(one, other, columns)) {
                    throw new OracleException(
                            OracleException.Code.INFEASIBLE,
                            "the pairs " + one + " and " + other + " exclude each other");
                }
            }
            forbidden[one] = false;
        }
    }

    @Override
    public List<?> content() {
        return List.of(whole, kept, forbidden);
    }

    private static boolean clash(int one, int other, int columns) {
        return one / columns == other / columns || one % columns == other % columns;
    }

    @Override
    public int dimension() {
        return kept.length;
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
        private final OracleSession session = sessions.apply(forbidden);
        private final double[] all = new double[forbidden.length];
        private final Vertex answer = new Vertex(all.length);

        @Override
        public void solve(double[] theta, Vertex vertex) {
            Thetas.check(theta, vertex, kept.length);
            for (int k = 0; k < kept.length; k++) {
                all[kept[k]] = theta[k];
            }
            session.solve(all, answer);
            vertex.clear();
            for (int k = 0; k < answer.size(); k++) {
                int place = Arrays.binarySearch(kept, answer.index(k));
                if (place >= 0) {
                    vertex.add(place, 1);
                }
            }
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
