/** Oracles made of other oracles. */
@NullMarked
package io.dither.oracles.internal.combine;

import org.jspecify.annotations.NullMarked;
