package io.dither.localsearch;

import io.dither.layer.NoiseKey;
import io.dither.oracle.Vertex;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The starting points of persistent chains. A step that is repeated begins at the same starting points; the next step
 * begins at the end points. Thread-safe.
 */
final class Origins {
    /** The starting points of chains; arbitrary ones if empty. If {@code isBurntIn}, they need no burn-in. */
    record Origin(List<Vertex> points, boolean isBurntIn) {
        static final Origin ANYWHERE = new Origin(List.of(), false);

        @Nullable
        Vertex of(int chain) {
            return points.isEmpty() ? null : points.get(chain % points.size());
        }
    }

    /** The latest step of an example: its starting points and its end points. */
    private record LastStep(long step, Origin origin, List<Vertex> ends) {}

    private final Map<Long, LastStep> steps = new ConcurrentHashMap<>();

    Origin of(NoiseKey key) {
        LastStep last = steps.get(key.example());
        if (last == null) {
            return Origin.ANYWHERE;
        }
        return last.step() == key.step() ? last.origin() : new Origin(last.ends(), true);
    }

    void put(NoiseKey key, Origin origin, List<Vertex> ends) {
        steps.put(key.example(), new LastStep(key.step(), origin, ends));
    }
}
