/** Learning the costs of a grid so that the paths chosen are short: the predict-then-optimize benchmark. */
@NullMarked
package io.dither.experiments.shortestpath;

import org.jspecify.annotations.NullMarked;
