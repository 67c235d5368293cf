package io.dither.jgrapht.graph;

/** Where the costs of a path sit, and with them the coordinates of theta and y. */
public enum WeightsOn {
    /** One coordinate an edge: a path pays its edges. */
    EDGES,
    /** One coordinate a vertex: a path pays all of its vertices, both ends among them. */
    VERTICES
}
