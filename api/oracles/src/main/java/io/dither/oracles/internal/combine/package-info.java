/** Oracles made of other oracles. */
@org.jspecify.annotations.NullMarked
package io.dither.oracles.internal.combine;
