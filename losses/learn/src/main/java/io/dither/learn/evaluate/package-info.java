/** Sums over examples: what a cluster computes in the place of this machine. */
@org.jspecify.annotations.NullMarked
package io.dither.learn.evaluate;
