package io.dither.ortools.network;

import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.ortools.internal.Natives;
import java.util.Arrays;
import java.util.Set;

/** Assignments with pairs that are forbidden or settled: theta and y hold the others. */
final class AssignmentPart implements LinearOracle {
    private final OrToolsAssignment whole;
    private final int[] kept;
    private final boolean[] forbidden;

    /** A settled pair forbids the others of its row, and of its column. */
    AssignmentPart(OrToolsAssignment whole, int[] ones, int[] kept) {
        this.whole = whole;
        this.kept = kept.clone();
        forbidden = new boolean[whole.dimension()];
        Arrays.fill(forbidden, true);
        for (int pair : kept) {
            forbidden[pair] = Arrays.stream(ones).anyMatch(one -> clash(one, pair));
        }
        for (int one : ones) {
            if (Arrays.stream(ones).anyMatch(other -> other != one && clash(one, other))) {
                throw new OracleException(
                        OracleException.Code.INFEASIBLE,
                        "the pair " + one + " and another settled one exclude each other");
            }
            forbidden[one] = false;
        }
    }

    private boolean clash(int one, int other) {
        int columns = whole.columns();
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
        Natives.load();
        return new Session();
    }

    private final class Session implements OracleSession {
        private final AssignmentSession session = new AssignmentSession(whole, forbidden);
        private final double[] all = new double[forbidden.length];
        private final Vertex answer = new Vertex(all.length);

        @Override
        public void solve(double[] theta, Vertex vertex) {
            Thetas.check(theta, kept.length);
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
