/** Grows trees. */
@org.jspecify.annotations.NullMarked
package io.dither.learn.internal.boost;
