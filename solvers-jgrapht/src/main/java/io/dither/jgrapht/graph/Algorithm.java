package io.dither.jgrapht.graph;

/** The algorithms for shortest paths. All give optimal answers, and differ only in ties. */
public enum Algorithm {
    /** Dijkstra's algorithm; in acyclic graphs, a pass in topological order. Allocates nothing in a solve. */
    FLAT,
    /** The Bellman-Ford algorithm, for costs of any sign without a cycle whose cost is below 0. */
    BELLMAN_FORD
}
