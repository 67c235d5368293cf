package io.dither.people.tastes;

import io.dither.learn.model.Fitted;
import io.dither.learn.model.WeightStatus;
import java.io.Serializable;

/**
 * The end of a search.
 *
 * @param evaluations the number of passes over all persons: of all searches or, for classes without spreads, of the last search; 0 for a fit that was read
 *     from a file
 * @param status the status of the fit
 * @param message a message for the user, or empty
 */
public record Ending(int evaluations, Fitted.Status status, String message) implements Serializable {
    /**
     * Returns the end of a search that maximises a likelihood.
     *
     * @param divergence a message about parameters that diverge, or empty
     * @param message the message if no parameter diverges
     */
    static Ending of(int evaluations, boolean isConverged, String divergence, String message) {
        if (!divergence.isEmpty()) {
            return new Ending(evaluations, Fitted.Status.UNIDENTIFIED, divergence);
        }
        Fitted.Status status = isConverged ? Fitted.Status.CONVERGED : Fitted.Status.STOPPED;
        return new Ending(evaluations, status, message);
    }

    /** Returns why a free number has no standard error after this end. */
    WeightStatus statusWithoutError() {
        return switch (status) {
            case UNIDENTIFIED -> WeightStatus.NO_FINITE_ESTIMATE;
            case STOPPED, NO_ROOT -> WeightStatus.NOT_CONVERGED;
            case CONVERGED -> WeightStatus.NOT_MEASURED;
        };
    }
}
