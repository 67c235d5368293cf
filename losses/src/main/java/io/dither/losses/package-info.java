/** Fenchel-Young losses. */
@NullMarked
package io.dither.losses;

import org.jspecify.annotations.NullMarked;
