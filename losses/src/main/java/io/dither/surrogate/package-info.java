/** Layers whose backward pass is a surrogate: interpolation, negative identity, implicit maximum likelihood. */
@org.jspecify.annotations.NullMarked
package io.dither.surrogate;
