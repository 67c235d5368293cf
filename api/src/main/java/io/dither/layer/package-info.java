/** The interfaces of training code: differentiable layers and losses with standard errors. */
@org.jspecify.annotations.NullMarked
package io.dither.layer;
