package io.dither.perturbed;

import io.dither.oracle.LimitedSession;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.Set;

/**
 * The best of three that stops after a number of them unless its limits are above 1, and says exactly what it misses.
 *
 * @param sense what it optimises
 * @param looks how many it looks at; 3 for an honest one
 * @param bounded whether it knows a bound
 * @param traits what it says of itself
 */
public record Hasty(Sense sense, int looks, boolean bounded, Set<Trait> traits) implements LinearOracle {
    /** Stops before the last. */
    public Hasty(Sense sense, boolean bounded, Set<Trait> traits) {
        this(sense, 2, bounded, traits);
    }

    @Override
    public int dimension() {
        return 3;
    }

    @Override
    public OracleSession openSession() {
        return new LimitedSession() {
            private double factor = 1;

            @Override
            public void scaleLimits(double times) {
                factor = times;
            }

            @Override
            public void interrupt() {}

            @Override
            public void solve(double[] theta, Vertex vertex) {
                int found = best(theta, factor > 1 ? 3 : looks);
                double missed = sense.sign() * (theta[best(theta, 3)] - theta[found]);
                vertex.clear();
                vertex.add(found, 1);
                vertex.gap(missed > 0 && !bounded ? Double.POSITIVE_INFINITY : missed);
            }
        };
    }

    private int best(double[] theta, int seen) {
        int best = 0;
        for (int i = 1; i < seen; i++) {
            best = sense.sign() * theta[i] > sense.sign() * theta[best] ? i : best;
        }
        return best;
    }
}
