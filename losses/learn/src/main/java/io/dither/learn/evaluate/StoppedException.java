package io.dither.learn.evaluate;

/** Thrown if learning was cancelled or interrupted. A checkpoint, if there is one, holds the state of the search. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Makes an exception.
     *
     * @param message why learning stopped
     */
    public StoppedException(String message) {
        super(message);
    }
}
