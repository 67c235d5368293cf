package io.dither.jgrapht.graph;

/**
 * A turn of a directed graph: from an edge into an edge that starts where the first edge ends.
 *
 * @param from the first edge
 * @param into the second edge
 * @param <E> the edges
 */
public record Turn<E>(E from, E into) {}
