package io.dither.benchmarks;

import io.dither.perturbed.PerturbedOptimizer;

/** A layer with its inputs, ready to be called again and again. Close it to free the threads. */
final class Task implements AutoCloseable {
    private final PerturbedOptimizer layer;
    private final Inputs inputs;
    private final Variant variant;

    /**
     * Takes over the layer.
     *
     * @param layer the layer of a workload
     * @param inputs its inputs
     * @param variant what is asked in a call
     */
    Task(PerturbedOptimizer layer, Inputs inputs, Variant variant) {
        this.layer = layer;
        this.inputs = inputs;
        this.variant = variant;
    }

    /**
     * Makes one call for the whole batch: B M solves.
     *
     * @param step keys the noise: each step has its own
     * @return a number made of the results, so that they are needed
     */
    double call(long step) {
        return variant.call(layer, inputs, step);
    }

    @Override
    public void close() {
        layer.close();
    }
}
