package io.dither.experiments.unsupervised;

import io.dither.exact.ExactOptimizer;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Decisions y*(theta + Z) of a known theta, with noise of amplitude 1, and the fit that estimates theta.
 *
 * @param name the name in tables
 * @param oracle the oracle
 * @param noise the law of Z
 * @param theta the truth, length d
 * @param samplesPerObservation the samples per observation that a fit without an exact layer draws: their number grows with the data,
 *     so that the simulation error falls as fast as the error of the data
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Model(String name, LinearOracle oracle, Noise noise, double[] theta, int samplesPerObservation) {
    /** The least number of samples of a fit without an exact layer. */
    private static final int FEWEST_SAMPLES = 4000;

    boolean isExact() {
        return ExactOptimizer.isAvailable(oracle, noise);
    }

    private PerturbedOptimizerBuilder layerBuilder(long seed, int samples) {
        return PerturbedOptimizer.builder(oracle).noise(noise).samples(samples).seed(seed);
    }

    /** Draws n decisions, one row each. */
    DMatrixRMaj decisions(int n, long seed) {
        int d = oracle.dimension();
        DMatrixRMaj observed = new DMatrixRMaj(n, d);
        try (PerturbedOptimizer layer = layerBuilder(seed, 1).build()) {
            // the mean of a single sample is the solution of this sample
            for (int i = 0; i < n; i++) {
                System.arraycopy(layer.at(theta).example(i).estimate().mean(), 0, observed.data, i * d, d);
            }
        }
        return observed;
    }

    /** Fits theta to decisions; empty if the decisions give no usable estimate. */
    Optional<Fit> fit(DMatrixRMaj observed, long seed) {
        if (isExact()) {
            return Fit.of(ExactOptimizer.of(oracle, noise, 1), observed);
        }
        int samples = Math.max(FEWEST_SAMPLES, samplesPerObservation * observed.numRows);
        try (PerturbedOptimizer layer = layerBuilder(seed, samples).build()) {
            return Fit.of(layer, observed);
        }
    }
}
