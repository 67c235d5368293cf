package io.dither.experiments.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When a run took place, how long it took and how it ended: {@code run.json}. What runs of the same settings have in common is in the
 * manifest.
 *
 * @param status the status at its end
 * @param failure the reason of a failure, empty for other ends
 * @param started when its last process started, in UTC
 * @param seconds its duration; a resumed run includes the time before it was stopped, but not if it was killed
 * @param processors the number of processors that the virtual machine saw
 * @param maximumHeapBytes the largest heap of the virtual machine
 */
public record RunRecord(
        Status status, String failure, String started, double seconds, int processors, long maximumHeapBytes) {
    /** The end of a run; a killed run leaves no record. */
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
     * @param started when it started
     * @param secondsBefore the duration of the run before it was resumed
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
     * Returns the duration so far of the run in a folder.
     *
     * @param folder the run folder
     * @return seconds; 0 if nothing is recorded
     */
    public static double secondsIn(Path folder) {
        return StoredJson.read(folder.resolve("run.json"))
                .map(run -> run.path("seconds").asDouble())
                .orElse(0.0);
    }

    /**
     * Describes a run that failed.
     *
     * @param reason the exception that ended it
     * @return the record with it
     */
    public RunRecord failed(Throwable reason) {
        Throwable cause = reason.getCause();
        String text = reason + (cause == null ? "" : ": " + cause.getMessage());
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
