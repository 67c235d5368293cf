/** Fits of parameters to observed decisions. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.fit;
