package io.dither.localsearch;

import io.dither.layer.NoiseKey;
import io.dither.oracle.Vertex;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The starting points of persistent chains, by example. In a training step, chains begin at the end points of the latest
 * step that had the same example; if a step is repeated, its chains begin again at the starting points of that step.
 * Thread-safe.
 */
final class Origins {
    /**
     * The starting points of the chains of an example; arbitrary points if empty. If {@code isBurntIn}, chains begin
     * there without a burn-in.
     */
    record Origin(List<Vertex> points, boolean isBurntIn) {
        static final Origin ANYWHERE = new Origin(List.of(), false);

        /**
         * Returns the starting point of a chain; null for an arbitrary point. If there are fewer points than chains,
         * several chains begin at the same point: an observed decision is the only point of its example.
         */
        @Nullable
        Vertex pointOf(int chain) {
            return points.isEmpty() ? null : points.get(chain % points.size());
        }
    }

    /** The latest step of an example: its starting points and its end points. */
    private record LastStep(long step, Origin origin, List<Vertex> ends) {}

    /** The latest step by the number of the example. */
    private final Map<Long, LastStep> lastSteps = new ConcurrentHashMap<>();

    /** Returns where the chains of an example begin in the step of the key. */
    Origin of(NoiseKey key) {
        LastStep last = lastSteps.get(key.example());
        if (last == null) {
            return Origin.ANYWHERE;
        }
        return last.step() == key.step() ? last.origin() : new Origin(last.ends(), true);
    }

    /** Records the starting points and the end points of the chains of a step. */
    void put(NoiseKey key, Origin origin, List<Vertex> ends) {
        lastSteps.put(key.example(), new LastStep(key.step(), origin, ends));
    }
}
