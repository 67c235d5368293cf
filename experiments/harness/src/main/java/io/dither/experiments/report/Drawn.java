package io.dither.experiments.report;

/** What a page can draw. */
interface Drawn {
    /**
     * Draws it.
     *
     * @param html where to
     */
    void write(Html html);
}
