/** The noise that perturbs: samplers with their scores. */
@org.jspecify.annotations.NullMarked
package io.dither.noise;
