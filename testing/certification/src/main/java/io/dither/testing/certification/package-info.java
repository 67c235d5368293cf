/** Certifies the values and gradients of smoothed optimizers. */
@org.jspecify.annotations.NullMarked
package io.dither.testing.certification;
