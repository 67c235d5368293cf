/** Tastes of persons in the commands. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.people;
