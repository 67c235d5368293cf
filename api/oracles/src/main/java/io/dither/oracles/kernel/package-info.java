/** Inner loops of oracles that another implementation may replace, such as one in vectors. */
@NullMarked
package io.dither.oracles.kernel;

import org.jspecify.annotations.NullMarked;
