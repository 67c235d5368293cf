/** The sub-commands of {@code dither}. */
@NullMarked
package io.dither.experiments.command;

import org.jspecify.annotations.NullMarked;
