/** What every experiment needs around its mathematics: a run folder, metrics, plots, progress, tables and JSON. */
@NullMarked
package io.dither.experiments.run;

import org.jspecify.annotations.NullMarked;
