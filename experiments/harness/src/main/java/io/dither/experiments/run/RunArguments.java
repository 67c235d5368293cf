package io.dither.experiments.run;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The values of the {@link RunOptions}, as the command line gave them. */
public final class RunArguments {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write the run folder here: manifest, metrics, result, table, charts and page."
                    + " Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--resume", description = "Continue from the last checkpoint of the run folder, with its options.")
    private boolean isResumed;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Set the seed of all randomness. Default: ${DEFAULT-VALUE}.")
    private long seed;

    // its description is that of the experiment: see RunOptions.addTo
    @Option(names = "--threads", paramLabel = "T")
    private int threads;

    RunArguments(Path out, long seed, int threads) {
        this.out = out;
        this.seed = seed;
        this.threads = threads;
    }

    Path out() {
        return out;
    }

    boolean isResumed() {
        return isResumed;
    }

    /** {@return the seed of all randomness} */
    public long seed() {
        return seed;
    }

    /** {@return the number of threads; 1 for an experiment without that option} */
    public int threads() {
        return threads;
    }
}
