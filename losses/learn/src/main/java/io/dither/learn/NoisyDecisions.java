package io.dither.learn;

import io.dither.exact.SoftPaths;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.layer.SmoothedOptimizer;
import io.dither.learn.model.Features;
import io.dither.learn.model.NoiseModel;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.Atoms;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.Query;

/**
 * The decisions of one example under noise.
 *
 * @param noise the distribution of the noise
 * @param epsilon its amplitude
 * @param inexact what happens if a solve ends before its solution is proved optimal
 * @param features the features of the example
 * @param theta the costs of the example without noise, length d; read only
 * @param oracle the feasible decisions
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record NoisyDecisions(
        NoiseModel noise,
        double epsilon,
        InexactPolicy inexact,
        Features features,
        double[] theta,
        LinearOracle oracle) {
    /**
     * Computes the mean solution: in closed form if there is one, otherwise from samples. For {@linkplain
     * NoiseModel#isWalks walks}, there is only the closed form, and an oracle without a graph to walk on is refused.
     */
    double[] mean(int samples, long seed) {
        if (!noise.isWalks() && !noise.hasClosedForm(oracle)) {
            return sampled(samples, seed, false).mean();
        }
        try (SmoothedOptimizer layer = noise.exactLayer(oracle, epsilon)) {
            return layer.forward(input()).output().values();
        }
    }

    /** Returns the distribution of sampled decisions; an atom is a decision with its estimated probability. */
    Atoms distribution(int samples, long seed) {
        if (!noise.isWalks()) {
            return sampled(samples, seed, true).atoms();
        }
        try (SoftPaths layer = SoftPaths.of(oracle, epsilon)) {
            return Atoms.ofDraws(layer.draws(input(), samples, seed));
        }
    }

    private Input input() {
        return new Input(theta, NoiseKey.ZERO, oracle);
    }

    private Estimate sampled(int samples, long seed, boolean withAtoms) {
        try (PerturbedOptimizer layer = noise.samplingBuilder(features, oracle, epsilon)
                .samples(samples)
                .inexact(inexact)
                .seed(seed)
                .build()) {
            Query query = layer.at(input());
            return (withAtoms ? query.atoms() : query).estimate();
        }
    }
}
