/** Sums over examples, which this machine or a cluster computes. */
@org.jspecify.annotations.NullMarked
package io.dither.learn.evaluate;
