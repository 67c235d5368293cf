package io.dither.learn.study;

import io.dither.learn.model.Fitted;

/** Hears of a study while it runs, and may stop it. Called on the thread that runs the study; every method may be left out. */
public interface StudyListener {
    /** Hears nothing, and lets the study run to its end. */
    StudyListener NONE = new StudyListener() {};

    /**
     * Hears that a stage begins.
     *
     * @param text the stage, such as {@code learning on 80 examples}
     */
    default void stage(String text) {}

    /**
     * Hears of something that is missing in the results, because a solver found nothing within its limits.
     *
     * @param text what is missing, and why
     */
    default void warning(String text) {}

    /**
     * Hears of the fit on all examples before its standard errors are measured, if they are still to be measured.
     *
     * @param results the results so far, with weights without intervals; they may be saved
     */
    default void fitted(StudyResults results) {}

    /**
     * Hears of a part of a pass over the examples.
     *
     * @param part the part
     */
    default void part(Fitted.Part part) {}

    /**
     * Hears of a step of a search.
     *
     * @param progress where the search is
     */
    default void step(Fitted.Progress progress) {}

    /** {@return whether to stop; asked several times a second} */
    default boolean isCancelled() {
        return false;
    }
}
