/** How numbers, markup and tables are written. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.text;
