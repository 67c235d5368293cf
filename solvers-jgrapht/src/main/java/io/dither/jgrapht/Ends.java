package io.dither.jgrapht;

/** Feasible sets between two vertices, of which one graph holds a family. */
interface Ends extends Feasible {
    /** What the oracles of the graph share: the same object. */
    Object family();

    PathProblem problem();

    GraphOracle between(Object source, Object target);
}
