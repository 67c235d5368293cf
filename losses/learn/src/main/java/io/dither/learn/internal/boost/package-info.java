/** Grows trees. */
@NullMarked
package io.dither.learn.internal.boost;

import org.jspecify.annotations.NullMarked;
