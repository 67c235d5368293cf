/** Layers whose backward pass is a surrogate: interpolation, negative identity, implicit maximum likelihood. */
@NullMarked
package io.dither.surrogate;

import org.jspecify.annotations.NullMarked;
