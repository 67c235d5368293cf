package io.dither.perturbed.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The statistics that a pass over the samples of a problem collects. */
public final class Plan {
    /** The index of a statistic in a plan, and the factory that makes the statistic. */
    public record Slot<S extends Statistic<S>>(int index, Supplier<S> factory) {}

    private final List<Slot<?>> slots = new ArrayList<>();
    private boolean needsScore;

    /** Adds a statistic to the plan; returns the slot by which it is read from a tally. */
    public <S extends Statistic<S>> Slot<S> collect(Supplier<S> factory) {
        Slot<S> slot = new Slot<>(slots.size(), factory);
        slots.add(slot);
        return slot;
    }

    /** Requests that the {@linkplain Sample#score score} of each sample is computed. */
    public void requestScore() {
        needsScore = true;
    }

    public boolean needsScore() {
        return needsScore;
    }

    /** Makes an empty tally for samples of a problem. */
    Tally newTally(Problem problem) {
        Statistic<?>[] statistics = new Statistic<?>[slots.size()];
        for (Slot<?> slot : slots) {
            statistics[slot.index()] = slot.factory().get();
        }
        return new Tally(problem, statistics);
    }
}
