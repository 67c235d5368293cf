package io.dither.oracles.internal.assignment;

import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracles.internal.OwningSession;
import java.util.Arrays;
import java.util.Set;

/** Assignments with pairs that are forbidden or settled: theta and y hold the others. */
final class AssignmentPart implements LinearOracle {
    private final Assignment whole;
    private final int[] kept;
    /** For each pair its place in theta, or a negative number. */
    private final int[] places;

    private final boolean[] forbidden;

    /** A settled pair forbids the others of its row, and of its column. */
    AssignmentPart(Assignment whole, int[] ones, int[] kept) {
        this.whole = whole;
        this.kept = kept.clone();
        places = new int[whole.dimension()];
        forbidden = new boolean[places.length];
        Arrays.fill(places, -1);
        Arrays.fill(forbidden, true);
        for (int k = 0; k < kept.length; k++) {
            places[kept[k]] = k;
            forbidden[kept[k]] = false;
        }
        for (int one : ones) {
            for (int pair : kept) {
                forbidden[pair] |= clash(one, pair);
            }
            for (int other : ones) {
                if (other != one && clash(one, other)) {
                    throw new OracleException(
                            OracleException.Code.INFEASIBLE,
                            "the pairs " + one + " and " + other + " exclude each other");
                }
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
        JonkerVolgenant solver = whole.solver();
        double[] all = new double[places.length];
        return new OwningSession((theta, vertex) -> {
            Thetas.check(theta, kept.length);
            for (int k = 0; k < kept.length; k++) {
                all[kept[k]] = theta[k];
            }
            int[] partner = whole.partners(all, solver, forbidden);
            vertex.clear();
            for (int i = 0; i < partner.length; i++) {
                int place = places[whole.pair(i, partner[i])];
                if (place >= 0) {
                    vertex.add(place, 1);
                }
            }
        });
    }
}
