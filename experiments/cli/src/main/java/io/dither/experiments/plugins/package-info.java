/** The commands that list plugins: oracles, noises, layers and losses. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.plugins;
