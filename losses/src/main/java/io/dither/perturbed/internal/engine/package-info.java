/** The Monte Carlo loop, its threads, draws and sessions. */
@org.jspecify.annotations.NullMarked
package io.dither.perturbed.internal.engine;
