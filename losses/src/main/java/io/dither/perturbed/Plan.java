package io.dither.perturbed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Which statistics one pass over the samples of a problem collects. */
final class Plan {
    /** The place of one statistic in a plan, and its type. */
    record Slot<S extends Statistic<S>>(int index, Supplier<S> factory) {}

    private final List<Slot<?>> slots = new ArrayList<>();
    private boolean needsScore;

    <S extends Statistic<S>> Slot<S> collect(Supplier<S> factory) {
        Slot<S> slot = new Slot<>(slots.size(), factory);
        slots.add(slot);
        return slot;
    }

    void needScore() {
        needsScore = true;
    }

    boolean needsScore() {
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
