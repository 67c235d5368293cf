/** Keyed randomness: the same key gives the same bits on every machine and thread. */
@org.jspecify.annotations.NullMarked
package io.dither.random;
