/** What every experiment needs around its mathematics: a run folder, metrics, plots, progress, tables and JSON. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.run;
