/** Fits of parameters to observed decisions. */
@NullMarked
package io.dither.fit;

import org.jspecify.annotations.NullMarked;
