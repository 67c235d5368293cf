/** Sums over examples: what a cluster computes in the place of this machine. */
@NullMarked
package io.dither.learn.evaluate;

import org.jspecify.annotations.NullMarked;
