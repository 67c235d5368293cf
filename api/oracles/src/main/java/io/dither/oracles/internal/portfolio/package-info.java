/** The portfolio under a bound of its risk. */
@NullMarked
package io.dither.oracles.internal.portfolio;

import org.jspecify.annotations.NullMarked;
