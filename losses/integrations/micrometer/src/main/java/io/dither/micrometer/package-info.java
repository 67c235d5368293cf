/** Meters of perturbed optimizers for Micrometer. */
@NullMarked
package io.dither.micrometer;

import org.jspecify.annotations.NullMarked;
