package io.dither.jgrapht.graph;

/** Who finds shortest paths: all give optimal answers, and may choose differently only among ties. */
public enum Algorithm {
    /** Dijkstra's algorithm or, without cycles, a sweep; nothing is allocated per solve. */
    FLAT,
    /** The Bellman-Ford algorithm: any costs, but for cycles whose cost is below 0. */
    BELLMAN_FORD
}
