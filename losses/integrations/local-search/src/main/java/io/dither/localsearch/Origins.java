package io.dither.localsearch;

import io.dither.layer.NoiseKey;
import io.dither.oracle.Vertex;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The starting points of persistent chains: a repeated step begins at its earlier starting points, the next step at the
 * end points. Thread-safe.
 */
final class Origins {
    /** Starting points of chains, arbitrary ones if there are none; rested ones need no burn-in. */
    record Origin(List<Vertex> points, boolean rested) {
        static final Origin ANYWHERE = new Origin(List.of(), false);

        @Nullable
        Vertex of(int chain) {
            return points.isEmpty() ? null : points.get(chain % points.size());
        }
    }

    private record Kept(long step, Origin began, List<Vertex> ended) {}

    private final Map<Long, Kept> steps = new ConcurrentHashMap<>();

    Origin of(NoiseKey key) {
        Kept last = steps.get(key.example());
        if (last == null) {
            return Origin.ANYWHERE;
        }
        return last.step() == key.step() ? last.began() : new Origin(last.ended(), true);
    }

    void keep(NoiseKey key, Origin began, List<Vertex> ended) {
        steps.put(key.example(), new Kept(key.step(), began, ended));
    }
}
