package io.dither.jgrapht.graph;

/** The algorithms for shortest paths: all give optimal answers, and may differ only in ties. */
public enum Algorithm {
    /** Dijkstra's algorithm or, without cycles, a sweep; nothing is allocated per solve. */
    FLAT,
    /** The Bellman-Ford algorithm: any costs, but for cycles whose cost is below 0. */
    BELLMAN_FORD
}
