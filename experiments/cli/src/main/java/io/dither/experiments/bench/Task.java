package io.dither.experiments.bench;

import io.dither.oracle.LinearOracle;
import io.dither.perturbed.PerturbedOptimizer;

/** A workload with its inputs and its layer, ready to be called again and again. Close it to free the threads. */
public final class Task implements AutoCloseable {
    private final PerturbedOptimizer layer;
    private final Inputs inputs;
    private final Variant variant;

    /**
     * Builds the layer.
     *
     * @param workload the workload
     * @param oracle its oracle
     * @param inputs its inputs
     * @param variant what is asked in a call
     * @param threads the number of threads
     */
    public Task(Workload workload, LinearOracle oracle, Inputs inputs, Variant variant, int threads) {
        this.layer = workload.layer(oracle, threads);
        this.inputs = inputs;
        this.variant = variant;
    }

    /**
     * Makes one call for the whole batch: B M solves.
     *
     * @param step keys the noise: each step has its own
     * @return a number made of the results, so that they are needed
     */
    public double call(long step) {
        return variant.call(layer, inputs, step);
    }

    @Override
    public void close() {
        layer.close();
    }
}
