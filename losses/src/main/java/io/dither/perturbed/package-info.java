/** Perturbed optimizers: any oracle made differentiable, with standard errors. */
@NullMarked
package io.dither.perturbed;

import org.jspecify.annotations.NullMarked;
