/** Estimates weights that differ between persons: tastes by simulated likelihood, tastes by moments for any oracle, and latent classes. */
@org.jspecify.annotations.NullMarked
package io.dither.people.tastes;
