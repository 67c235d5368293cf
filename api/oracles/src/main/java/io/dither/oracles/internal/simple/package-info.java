/** Oracles that are solved by sorting, signs or enumeration. */
@NullMarked
package io.dither.oracles.internal.simple;

import org.jspecify.annotations.NullMarked;
