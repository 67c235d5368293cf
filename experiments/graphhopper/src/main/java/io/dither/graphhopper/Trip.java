package io.dither.graphhopper;

import java.util.List;

/**
 * The result of matching a trace.
 *
 * @param name the name of the trace
 * @param edges the keys of the edges travelled, in their order; none if the trace was dropped
 * @param dropReason the reason why the trace was dropped; empty if it was not
 * @param detail the details of the reason, such as {@code 3 whole edges}; empty if the trace was not dropped
 */
record Trip(String name, List<Integer> edges, String dropReason, String detail) {
    static Trip of(String name, List<Integer> edges) {
        return new Trip(name, List.copyOf(edges), "", "");
    }

    static Trip dropped(String name, String reason, String detail) {
        return new Trip(name, List.of(), reason, detail);
    }

    boolean isMatched() {
        return dropReason.isEmpty();
    }
}
