/** Perturbed optimizers and losses inside networks of Deep Java Library. */
@org.jspecify.annotations.NullMarked
package io.dither.djl;
