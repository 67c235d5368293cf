package io.dither.jgrapht.graph;

/** The elements that a path pays, which are the coordinates of theta and y. */
public enum WeightsOn {
    /** One coordinate per edge: a path pays its edges. */
    EDGES,
    /** One coordinate per vertex: a path pays all of its vertices, including both ends. */
    VERTICES
}
