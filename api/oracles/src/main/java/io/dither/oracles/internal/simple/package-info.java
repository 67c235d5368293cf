/** Oracles that are solved by sorting, signs or enumeration. */
@org.jspecify.annotations.NullMarked
package io.dither.oracles.internal.simple;
