/** Layers whose solutions come from the moves of a local search: Markov chains on feasible points, with errors that know it. Stable. */
@org.jspecify.annotations.NullMarked
package io.dither.localsearch;
