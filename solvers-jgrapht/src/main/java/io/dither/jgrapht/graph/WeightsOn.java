package io.dither.jgrapht.graph;

/** Whether the coordinates of theta and y are edges or vertices. */
public enum WeightsOn {
    /** One coordinate per edge: the cost of a path is the sum over its edges. */
    EDGES,
    /** One coordinate per vertex: the cost of a path is the sum over all its vertices, including both ends. */
    VERTICES
}
