package io.dither.jgrapht.graph;

/** Whether the coordinates of theta and y are edges or vertices. */
public enum WeightsOn {
    /** One coordinate per edge: the cost of a path is that of its edges. */
    EDGES,
    /** One coordinate per vertex: the cost of a path is that of all its vertices, including both ends. */
    VERTICES
}
