package io.dither.exact;

import io.dither.internal.algebra.Vectors;
import io.dither.layer.Pullback;
import io.dither.oracle.capability.Network;
import io.dither.oracle.capability.Trip;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest solutions by theta, network and target, which trips to the same target share. Thread-safe. */
final class WalkCache {
    /** The approximate number of cached numbers. */
    private static final long MOST_NUMBERS = 8_000_000;

    /** The key of a solution; theta is compared by its numbers, because a caller may change the array afterwards. */
    @SuppressWarnings("ArrayRecordComponent") // equality is by content, below
    private record Place(double[] theta, int sign, Network network, int target) {
        static Place of(double[] theta, int sign, Trip trip) {
            return new Place(theta, sign, trip.network(), trip.target());
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(theta) + target;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place place
                    && place.target == target
                    && place.sign == sign
                    && place.network == network
                    && Arrays.equals(place.theta, theta);
        }
    }

    /** The walks to one target at one theta, solved by the first thread that needs them. */
    static final class Solved {
        private final Walks walks;
        private final double[] scores;
        private final double epsilon;
        private @Nullable WalkValues values;
        private @Nullable WalkChain chain;
        private @Nullable Pullback along;
        private double[][] slopes = new double[0][];

        Solved(Walks walks, double[] scores, double epsilon) {
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
            if (along != pullback) {
                slopes = chain().slopes(pullback);
                along = pullback;
            }
            return slopes;
        }
    }

    /** In order of last use, the oldest first. */
    private final Map<Place, Solved> solved = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<Place, Walks> graphs = new LinkedHashMap<>(16, 0.75f, true);
    private final double epsilon;

    WalkCache(double epsilon) {
        this.epsilon = epsilon;
    }

    /** Returns the walks of a theta and a trip's target, from the cache if possible. */
    Solved solved(double[] theta, int sign, Trip trip) {
        Place place = Place.of(theta, sign, trip);
        synchronized (solved) {
            Solved cached = solved.get(place);
            if (cached != null) {
                return cached;
            }
        }
        double[] scores = Vectors.scaled(sign, theta);
        Solved fresh = new Solved(walks(trip), scores, epsilon);
        synchronized (solved) {
            Solved earlier = solved.putIfAbsent(Place.of(theta.clone(), sign, trip), fresh);
            trim(solved, 7L * trip.network().arcs() + 2L * scores.length);
            return earlier == null ? fresh : earlier;
        }
    }

    private Walks walks(Trip trip) {
        Place place = Place.of(new double[0], 0, trip);
        synchronized (graphs) {
            Walks cached = graphs.get(place);
            if (cached == null) {
                cached = new Walks(trip.network(), trip.target());
                graphs.put(place, cached);
                trim(graphs, 3L * trip.network().arcs());
            }
            return cached;
        }
    }

    private static <V> void trim(Map<Place, V> cache, long size) {
        if (cache.size() > 4 && cache.size() * size > MOST_NUMBERS) {
            cache.remove(cache.keySet().iterator().next());
        }
    }
}
