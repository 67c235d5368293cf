/** Graphs as flat arrays, with names, turns and closed vertices, and the problem of one path. */
@org.jspecify.annotations.NullMarked
package io.dither.jgrapht.internal.data;
