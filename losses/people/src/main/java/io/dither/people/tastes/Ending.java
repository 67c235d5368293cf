package io.dither.people.tastes;

import io.dither.learn.model.Fitted;
import java.io.Serializable;

/**
 * How a search ended.
 *
 * @param evaluations how many passes over all persons it took; 0 once loaded
 * @param status how it ended
 * @param message what a person should know, or nothing
 */
public record Ending(int evaluations, Fitted.Status status, String message) implements Serializable {
    /**
     * Returns how a search of a likelihood ended.
     *
     * @param endless which numbers have no end, or nothing
     * @param otherwise what a person should know if none has no end
     */
    static Ending of(int evaluations, boolean converged, String endless, String otherwise) {
        Fitted.Status status = !endless.isEmpty()
                ? Fitted.Status.UNIDENTIFIED
                : converged ? Fitted.Status.CONVERGED : Fitted.Status.STOPPED;
        return new Ending(evaluations, status, endless.isEmpty() ? otherwise : endless);
    }
}
