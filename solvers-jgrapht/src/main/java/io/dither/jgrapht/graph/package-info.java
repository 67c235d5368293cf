/** Options of graph oracles: weights on edges or vertices, and turns. */
@org.jspecify.annotations.NullMarked
package io.dither.jgrapht.graph;
