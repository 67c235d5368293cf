package io.dither.experiments.run;

import java.nio.file.Path;

/** A chart that a run folder keeps. */
public sealed interface Plot permits LinePlot, BoxPlot {
    /**
     * Returns what it shows.
     *
     * @return the title
     */
    String title();

    /**
     * Writes {@code STEM.svg}, and lines as {@code STEM.png} too, at twice the screen resolution.
     *
     * @param stem the path without an ending
     */
    void save(Path stem);
}
