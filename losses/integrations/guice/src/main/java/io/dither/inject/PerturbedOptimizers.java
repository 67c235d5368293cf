package io.dither.inject;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import java.util.concurrent.ExecutorService;

/** Builds perturbed optimizers of an oracle or its text form, with the application's plugins, threads and seed. */
public final class PerturbedOptimizers {
    private final OracleRegistry registry;
    private final ExecutorService executor;
    private final int threads;
    private final long seed;

    PerturbedOptimizers(OracleRegistry registry, ExecutorService executor, int threads, long seed) {
        this.registry = registry;
        this.executor = executor;
        this.threads = threads;
        this.seed = seed;
    }

    /**
     * Starts to build a perturbed optimizer.
     *
     * @param oracle the text form of the oracle, such as {@code ranking:n=5}
     * @return a builder with the application's threads and seed
     * @throws InvalidArgumentException if the text names no oracle
     */
    public PerturbedOptimizerBuilder builder(String oracle) {
        return builder(registry.create(oracle));
    }

    /**
     * Starts to build a perturbed optimizer.
     *
     * @param oracle the oracle
     * @return a builder with the application's threads and seed
     */
    public PerturbedOptimizerBuilder builder(LinearOracle oracle) {
        PerturbedOptimizerBuilder builder = PerturbedOptimizer.builder(oracle).seed(seed);
        return threads == 1 ? builder : builder.executor(executor, threads);
    }

    /**
     * Builds a perturbed optimizer with Gaussian noise, epsilon 1 and 100 samples.
     *
     * @param oracle the text form of the oracle
     * @return the perturbed optimizer; the caller closes it
     * @throws InvalidArgumentException if the text names no oracle
     */
    public PerturbedOptimizer create(String oracle) {
        return builder(oracle).build();
    }
}
