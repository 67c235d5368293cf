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
     * Writes {@code STEM.png}, at twice the screen resolution, and {@code STEM.svg}.
     *
     * @param stem the path without an ending
     */
    void save(Path stem);
}
