package io.dither.learn.evaluate;

/** Learning was cancelled; what was reached is in the checkpoint, where there is one. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Says why.
     *
     * @param message why
     */
    public StoppedException(String message) {
        super(message);
    }
}
