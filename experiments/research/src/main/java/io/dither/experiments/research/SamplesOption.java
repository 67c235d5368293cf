package io.dither.experiments.research;

import picocli.CommandLine.Option;

/** The number of samples as an option. */
final class SamplesOption {
    @Option(names = "--samples", paramLabel = "M", description = "Draw this many samples. Default: ${DEFAULT-VALUE}.")
    private int number;

    /**
     * Creates the option.
     *
     * @param defaultNumber the number if the option is not given
     */
    public SamplesOption(int defaultNumber) {
        number = defaultNumber;
    }

    /** {@return the number of samples; its range is checked where the samples are drawn} */
    public int number() {
        return number;
    }
}
