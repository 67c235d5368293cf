/** Evaluates losses and equations on the examples of this machine. */
@org.jspecify.annotations.NullMarked
package io.dither.learn.internal.evaluate;
