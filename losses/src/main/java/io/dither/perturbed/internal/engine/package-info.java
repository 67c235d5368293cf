/** The Monte Carlo loop, its threads, draws and sessions. */
@NullMarked
package io.dither.perturbed.internal.engine;

import org.jspecify.annotations.NullMarked;
