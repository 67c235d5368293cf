/** How a saved model reads rows, and decides them. */
@org.jspecify.annotations.NullMarked
package io.dither.data.setup;
