/** Costs of the arcs of a grid, drawn from features: problems that many have measured on. */
@NullMarked
package io.dither.experiments.roads;

import org.jspecify.annotations.NullMarked;
