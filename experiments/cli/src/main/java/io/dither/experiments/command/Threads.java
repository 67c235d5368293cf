package io.dither.experiments.command;

import io.dither.inject.PerturbedOptimizers;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import jakarta.inject.Inject;
import picocli.CommandLine.Option;

/** The number of threads as an option, and the layers that share them. */
final class Threads {
    @Option(names = "--threads", paramLabel = "T", description = "The number of threads. Default: one a processor.")
    private int number = Runtime.getRuntime().availableProcessors();

    @Inject
    private PerturbedOptimizers layers;

    int number() {
        return number;
    }

    /** Starts a layer with the threads and the seed of the command. */
    PerturbedOptimizerBuilder builder(LinearOracle oracle) {
        return layers.builder(oracle);
    }
}
