/** Fenchel-Young losses. */
@org.jspecify.annotations.NullMarked
package io.dither.losses;
