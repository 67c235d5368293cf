/** The commands that learn costs from histories, and use what was learnt. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.histories;
