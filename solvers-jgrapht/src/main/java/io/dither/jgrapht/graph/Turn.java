package io.dither.jgrapht.graph;

/**
 * A turn of a directed graph, from an edge into one that starts where it ends.
 *
 * @param from the first edge
 * @param into the second edge
 * @param <E> the edges
 */
public record Turn<E>(E from, E into) {}
