/** Charts as values: marks on axes, kept as JSON, drawn as SVG alike in files and in pages. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.chart;
