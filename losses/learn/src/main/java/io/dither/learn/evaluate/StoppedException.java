package io.dither.learn.evaluate;

/** Thrown if learning was cancelled or interrupted. If it writes a checkpoint, the same fit can continue from there. */
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
