/** Commands of {@code dither}: {@link Subcommand}s, what they work with, and an experiment as a command. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.launch;
