/** The commands that list plugins: oracles, noises, layers and losses. */
@NullMarked
package io.dither.experiments.plugins;

import org.jspecify.annotations.NullMarked;
