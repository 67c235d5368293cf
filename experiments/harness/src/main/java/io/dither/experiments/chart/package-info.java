/** Charts as values: marks on axes, kept as JSON, drawn as SVG alike in files and in pages. */
@NullMarked
package io.dither.experiments.chart;

import org.jspecify.annotations.NullMarked;
