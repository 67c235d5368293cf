/** Readers of graph files: CSV, DIMACS, TNTP, positions and turns. */
@NullMarked
package io.dither.jgrapht.internal.files;

import org.jspecify.annotations.NullMarked;
