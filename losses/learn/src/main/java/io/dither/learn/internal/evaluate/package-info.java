/** Evaluates losses and equations on the examples of this machine. */
@NullMarked
package io.dither.learn.internal.evaluate;

import org.jspecify.annotations.NullMarked;
