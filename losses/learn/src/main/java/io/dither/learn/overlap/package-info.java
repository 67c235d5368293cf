/** Features of paths that overlap. */
@org.jspecify.annotations.NullMarked
package io.dither.learn.overlap;
