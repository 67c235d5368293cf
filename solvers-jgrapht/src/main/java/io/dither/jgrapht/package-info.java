/** JGraphT behind the oracle SPI. */
@org.jspecify.annotations.NullMarked
package io.dither.jgrapht;
