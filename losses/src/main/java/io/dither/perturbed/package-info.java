/** Perturbed optimizers: any oracle made differentiable, with standard errors. */
@org.jspecify.annotations.NullMarked
package io.dither.perturbed;
