package io.dither.experiments.research;

import picocli.CommandLine.Option;

/** The number of samples as an option. */
final class SamplesOption {
    @Option(names = "--samples", paramLabel = "M", description = "Draw this many samples. Default: ${DEFAULT-VALUE}.")
    private int number;

    /**
     * Creates the option.
     *
     * @param initial the number if none is given
     */
    public SamplesOption(int initial) {
        number = initial;
    }

    /** {@return the number of samples, unchecked} */
    public int number() {
        return number;
    }
}
