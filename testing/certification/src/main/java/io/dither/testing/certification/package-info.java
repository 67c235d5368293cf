/** Certifies noises, and the values and gradients of layers, losses and smoothed optimizers, for authors of plugins. */
@org.jspecify.annotations.NullMarked
package io.dither.testing.certification;
