package io.dither.experiments.run;

/** Thrown at a safe point of a run that was asked to stop: the files in its run folder are complete. */
public final class StoppedRun extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message why the run stopped; perhaps also which folder it leaves, and how to resume
     */
    public StoppedRun(String message) {
        super(message);
    }
}
