/** Keyed randomness: the same key gives the same bits on every machine and thread. */
@NullMarked
package io.dither.random;

import org.jspecify.annotations.NullMarked;
