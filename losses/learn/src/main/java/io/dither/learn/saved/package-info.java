/** Fitted models as folders. */
@NullMarked
package io.dither.learn.saved;

import org.jspecify.annotations.NullMarked;
