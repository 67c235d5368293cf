/** Writes numbers and HTML as text. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.text;
