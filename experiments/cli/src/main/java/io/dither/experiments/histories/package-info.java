/** The commands that learn costs from histories, and use what was learnt. */
@NullMarked
package io.dither.experiments.histories;

import org.jspecify.annotations.NullMarked;
