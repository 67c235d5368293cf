/** JGraphT behind the oracle SPI. */
@NullMarked
package io.dither.jgrapht;

import org.jspecify.annotations.NullMarked;
