package io.dither.oracle.capability;

/**
 * The source and target of a path oracle in its network.
 *
 * @param network the graph; the same object for oracles that share one compiled graph and differ only in source and
 *     target
 * @param source the vertex where paths start
 * @param target the vertex where paths end
 */
public record Trip(Network network, int source, int target) {}
