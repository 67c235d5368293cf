package io.dither.experiments.research;

import picocli.CommandLine.Option;

/** The number of threads as an option. */
final class ThreadsOption {
    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Use this many threads; it changes no result. Default: all processors.")
    int number = Runtime.getRuntime().availableProcessors();
}
