/** {@code dither run local-search}: learning through the moves of a local search, beside perturbed solves. Internal. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.localsearch;
