/** Tastes of persons: weights that differ between deciders, by simulated likelihood, by moments for any oracle, or in classes. */
@org.jspecify.annotations.NullMarked
package io.dither.people.tastes;
