/** Readers of graph files: CSV, DIMACS, TNTP, positions and turns. */
@org.jspecify.annotations.NullMarked
package io.dither.jgrapht.internal.files;
