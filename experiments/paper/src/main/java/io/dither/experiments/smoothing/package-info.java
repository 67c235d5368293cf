/** What epsilon does to the simplex, to a polygon and to the permutahedron, in pictures. */
@NullMarked
package io.dither.experiments.smoothing;

import org.jspecify.annotations.NullMarked;
