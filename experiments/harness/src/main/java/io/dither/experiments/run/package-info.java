/** The common tools of experiments: a run folder, metrics, plots, progress, tables and JSON. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.run;
