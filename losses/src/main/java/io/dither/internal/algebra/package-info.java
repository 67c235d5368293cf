/** Operations on whole vectors. */
@NullMarked
package io.dither.internal.algebra;

import org.jspecify.annotations.NullMarked;
