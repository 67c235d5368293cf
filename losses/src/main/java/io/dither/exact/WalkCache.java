package io.dither.exact;

import io.dither.internal.algebra.Vectors;
import io.dither.layer.Pullback;
import io.dither.oracle.capability.Network;
import io.dither.oracle.capability.Trip;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Caches the most recently used sums over walks ({@link WalkValues}) by theta, network and target, so that trips to the
 * same target share them. Thread-safe.
 */
final class WalkCache {
    /** The approximate largest number of doubles in each cache. */
    private static final long MAX_NUMBERS = 8_000_000;

    /**
     * The key of a solution. The sign is 1 if theta has scores, -1 if it has costs. Theta is compared by its numbers,
     * because a caller may change the array afterwards.
     */
    @SuppressWarnings("ArrayRecordComponent") // equality is by content, below
    private record Key(double[] theta, int sign, Network network, int target) {
        static Key of(double[] theta, int sign, Trip trip) {
            return new Key(theta, sign, trip.network(), trip.target());
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(theta) + target;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && key.target == target
                    && key.sign == sign
                    && key.network == network
                    && Arrays.equals(key.theta, theta);
        }
    }

    /** The walks to a target at a theta; the first thread that needs a result computes it. */
    static final class SolvedWalks {
        private final Walks walks;
        private final double[] scores;
        private final double epsilon;
        private @Nullable WalkValues values;
        private @Nullable WalkChain chain;
        /** The pullback to which {@link #slopes} belong. */
        private @Nullable Pullback lastPullback;

        private double[][] slopes = new double[0][];

        SolvedWalks(Walks walks, double[] scores, double epsilon) {
            this.walks = walks;
            this.scores = scores;
            this.epsilon = epsilon;
        }

        Walks walks() {
            return walks;
        }

        synchronized WalkValues values() {
            if (values == null) {
                values = new WalkValues(walks, walks.byArc(scores), epsilon);
            }
            return values;
        }

        synchronized WalkChain chain() {
            if (chain == null) {
                chain = values().chain();
            }
            return chain;
        }

        /** Returns {@link WalkChain#slopes}; it is cached for the last pullback object. */
        synchronized double[][] slopes(Pullback pullback) {
            if (lastPullback != pullback) {
                slopes = chain().slopes(pullback);
                lastPullback = pullback;
            }
            return slopes;
        }
    }

    /** The solutions by theta, network and target; the least recently used first. */
    private final Map<Key, SolvedWalks> solved = new LinkedHashMap<>(16, 0.75f, true);

    /** The graphs of walks by network and target; the least recently used first. */
    private final Map<Key, Walks> graphs = new LinkedHashMap<>(16, 0.75f, true);

    private final double epsilon;

    WalkCache(double epsilon) {
        this.epsilon = epsilon;
    }

    /** Returns the walks of a theta and a trip's target, from the cache if possible. */
    SolvedWalks solved(double[] theta, int sign, Trip trip) {
        Key key = Key.of(theta, sign, trip);
        synchronized (solved) {
            SolvedWalks cached = solved.get(key);
            if (cached != null) {
                return cached;
            }
        }
        double[] scores = Vectors.scaled(sign, theta);
        SolvedWalks fresh = new SolvedWalks(walks(trip), scores, epsilon);
        synchronized (solved) {
            SolvedWalks earlier = solved.putIfAbsent(Key.of(theta.clone(), sign, trip), fresh);
            // a solution has its theta, its scores, and per arc about seven factors, probabilities and slopes together
            trim(solved, 7L * trip.network().arcs() + 2L * scores.length);
            return earlier == null ? fresh : earlier;
        }
    }

    private Walks walks(Trip trip) {
        // the graph does not depend on theta and the sign: all graphs have the same values of these in their keys
        Key key = Key.of(new double[0], 0, trip);
        synchronized (graphs) {
            Walks cached = graphs.get(key);
            if (cached == null) {
                cached = new Walks(trip.network(), trip.target());
                graphs.put(key, cached);
                // walks have three numbers per arc
                trim(graphs, 3L * trip.network().arcs());
            }
            return cached;
        }
    }

    /**
     * Removes the least recently used entry if the cache has more than four entries and is too large; an entry has
     * {@code entrySize} numbers.
     */
    private static <V> void trim(Map<Key, V> cache, long entrySize) {
        if (cache.size() > 4 && cache.size() * entrySize > MAX_NUMBERS) {
            cache.remove(cache.keySet().iterator().next());
        }
    }
}
