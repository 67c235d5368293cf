/** Graphs as flat arrays, and what belongs to them: names, turns, closed edges, and the problem of one path. */
@org.jspecify.annotations.NullMarked
package io.dither.jgrapht.internal.data;
