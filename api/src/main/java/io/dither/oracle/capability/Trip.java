package io.dither.oracle.capability;

/**
 * What a path oracle looks for: the way between two vertices of a network.
 *
 * @param network the graph; the same object for oracles that differ in their ends alone
 * @param source the vertex where paths start
 * @param target the vertex where they end
 */
public record Trip(Network network, int source, int target) {}
