/** Graphs as flat arrays, and what belongs to them: names, turns, closed edges, and the problem of one path. */
@NullMarked
package io.dither.jgrapht.internal.data;

import org.jspecify.annotations.NullMarked;
