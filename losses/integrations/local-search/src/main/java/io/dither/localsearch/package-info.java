/**
 * Layers whose means come from the moves of a local search: Markov chains on feasible points. Standard errors account
 * for the autocorrelation of the chains. Stable: what is public stays.
 */
@org.jspecify.annotations.NullMarked
package io.dither.localsearch;
