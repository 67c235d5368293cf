/** Oracles that need no solver, and combinators that build oracles from oracles. */
@org.jspecify.annotations.NullMarked
package io.dither.oracles;
