/** Learning the costs of a grid so that the paths chosen are short: the predict-then-optimize benchmark. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.shortestpath;
