package io.dither.learn.study;

import io.dither.learn.model.Fitted;

/** Follows a study while it runs, and may cancel it. Called on the thread that runs the study; all methods are optional. */
public interface StudyListener {
    /** Does nothing, and lets the study run to its end. */
    StudyListener NONE = new StudyListener() {};

    /**
     * Called when a stage begins.
     *
     * @param text the stage, such as {@code learning on 80 examples}
     */
    default void stage(String text) {}

    /**
     * Called if something is missing in the results, because a solver found no solution within its limits.
     *
     * @param text what is missing, and why
     */
    default void warning(String text) {}

    /**
     * Called with the fit to all examples before its standard errors are computed; not called if none are computed.
     *
     * @param results the results so far, without intervals; they may be saved
     */
    default void fitted(StudyResults results) {}

    /**
     * Called after each part of a pass over the examples, and after each refit for the jackknife or bootstrap.
     *
     * @param part how far the pass has come; after a refit, its {@code pass} is the number of refits so far
     */
    default void part(Fitted.Part part) {}

    /**
     * Called after each step of the search for the parameters of a fit; a study makes several fits.
     *
     * @param progress the state of the search
     */
    default void step(Fitted.Progress progress) {}

    /** {@return whether to stop the study; called several times per second} */
    default boolean isCancelled() {
        return false;
    }
}
