package io.dither.experiments.run;

import java.nio.file.Path;
import java.util.Map;

/** A chart that a run folder keeps. */
public sealed interface Plot permits LinePlot, BoxPlot {
    /** {@return what it shows} */
    String title();

    /** What a page needs to draw it in its own colours, as it stands in {@code figures.json}. */
    Map<String, Object> data();

    /**
     * Writes {@code STEM.svg}, and lines as {@code STEM.png} too, at twice the screen resolution.
     *
     * @param stem the path without an ending
     */
    void save(Path stem);
}
