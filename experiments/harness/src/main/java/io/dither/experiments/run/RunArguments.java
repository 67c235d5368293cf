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

    @Option(names = "--resume", description = "Continue the run in --out from its last checkpoint; repeat its options.")
    private boolean isResumed;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Set the seed of all randomness. Default: ${DEFAULT-VALUE}.")
    private long seed;

    // RunOptions.addTo adds the description, because threads have different effects in different experiments
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

    /** {@return the number of threads; 1 for an experiment without {@code --threads}} */
    public int threads() {
        return threads;
    }
}
