package io.dither.experiments.launch;

import picocli.CommandLine.Option;

/** The seed as an option. */
public final class SeedOption {
    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Set the seed of all random numbers. Default: ${DEFAULT-VALUE}.")
    private long value;

    /**
     * Creates the option.
     *
     * @param initial the seed if none is given
     */
    public SeedOption(long initial) {
        value = initial;
    }

    /** {@return the seed} */
    public long value() {
        return value;
    }
}
