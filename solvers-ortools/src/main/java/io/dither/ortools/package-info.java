/** OR-Tools behind the oracle SPI. */
@NullMarked
package io.dither.ortools;

import org.jspecify.annotations.NullMarked;
