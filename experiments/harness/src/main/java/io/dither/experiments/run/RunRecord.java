package io.dither.experiments.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The content of {@code run.json}: when a run took place, how long it took and how it ended. All this can differ
 * between runs with the same manifest.
 *
 * @param status the status at its end
 * @param failure the reason of a failure, empty for other ends
 * @param started when the run started, in UTC and whole seconds; in a resumed run, when it was last resumed
 * @param seconds its duration; in a resumed run, the durations of its earlier processes are added, except those that
 *     were killed
 * @param processors the number of processors that the virtual machine saw
 * @param maximumHeapBytes the largest heap of the virtual machine
 */
public record RunRecord(
        Status status, String failure, String started, double seconds, int processors, long maximumHeapBytes) {
    /** The end of a run; a killed process writes no record, so that of an earlier process of a resumed run stays. */
    public enum Status {
        /** It did all its work. */
        FINISHED,
        /** Ctrl-C ended it at a safe point. */
        STOPPED,
        /** It failed. */
        FAILED
    }

    /**
     * Describes a run of this process that ends now.
     *
     * @param status the status at its end
     * @param started when this process started the run
     * @param secondsBefore the duration of the run in earlier processes; 0 if it is not resumed
     * @return the record
     */
    public static RunRecord now(Status status, Instant started, double secondsBefore) {
        Runtime machine = Runtime.getRuntime();
        double seconds = Duration.between(started, Instant.now()).toMillis() / 1000.0;
        return new RunRecord(
                status,
                "",
                started.truncatedTo(ChronoUnit.SECONDS).toString(),
                secondsBefore + seconds,
                machine.availableProcessors(),
                machine.maxMemory());
    }

    /**
     * Returns the duration that {@code run.json} has recorded so far.
     *
     * @param folder the run folder
     * @return seconds; 0 if there is no {@code run.json}
     */
    public static double secondsIn(Path folder) {
        return StoredJson.read(folder.resolve("run.json"))
                .map(run -> run.path("seconds").asDouble())
                .orElse(0.0);
    }

    /**
     * Returns this record for a run that failed.
     *
     * @param reason the exception that ended the run
     * @return the record with the status {@link Status#FAILED}, the text of the exception and the message of its cause
     */
    public RunRecord failed(Throwable reason) {
        Throwable cause = reason.getCause();
        String text =
                cause == null || cause.getMessage() == null ? reason.toString() : reason + ": " + cause.getMessage();
        return new RunRecord(Status.FAILED, text, started, seconds, processors, maximumHeapBytes);
    }

    /**
     * Writes {@code run.json}.
     *
     * @param folder the run folder
     */
    public void write(RunFolder folder) {
        folder.writeSealed("run.json", this);
    }
}
