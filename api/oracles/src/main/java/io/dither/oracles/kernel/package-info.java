/** Inner loops of oracles that another implementation may replace, such as one in vector instructions. */
@org.jspecify.annotations.NullMarked
package io.dither.oracles.kernel;
