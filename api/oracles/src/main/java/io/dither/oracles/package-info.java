/** Oracles that need no solver, and combinators that build oracles from oracles. */
@NullMarked
package io.dither.oracles;

import org.jspecify.annotations.NullMarked;
