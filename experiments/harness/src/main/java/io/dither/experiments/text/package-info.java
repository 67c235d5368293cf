/** Numbers, markup and tables as text. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.text;
