/** What graph oracles are told: where weights stand, which algorithm to use, and turns. */
@org.jspecify.annotations.NullMarked
package io.dither.jgrapht.graph;
