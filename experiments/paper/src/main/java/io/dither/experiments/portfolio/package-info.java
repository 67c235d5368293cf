/** The portfolio under a bound of its risk. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.portfolio;
