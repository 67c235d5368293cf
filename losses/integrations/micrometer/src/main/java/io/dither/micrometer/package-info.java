/** Meters of perturbed optimizers for Micrometer. */
@org.jspecify.annotations.NullMarked
package io.dither.micrometer;
