package io.dither.experiments.variance;

import io.dither.exact.ExactOptimizer;
import io.dither.noise.Noise;
import io.dither.noise.ScoredNoise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.Sampling;
import io.dither.random.KeyedRandom;
import java.util.List;
import java.util.Optional;

/**
 * A perturbed optimizer with Gaussian noise of amplitude 1 at one theta, and a cotangent for its products.
 *
 * @param name the name in tables
 * @param oracle the oracle
 * @param theta where, length d
 * @param cotangent v, length d
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
record Problem(String name, LinearOracle oracle, double[] theta, double[] cotangent) {
    static final ScoredNoise NOISE = Noise.gaussian();

    static List<Problem> all() {
        OracleRegistry registry = OracleRegistry.discover();
        return List.of(
                of("argmax n=5", registry.create("argmax:n=5"), 0),
                of("ranking n=5", registry.create("ranking:n=5"), 0),
                of("grid arcs 5x5", registry.create("jgrapht-grid-arcs:rows=5,cols=5"), 1),
                of("assignment 4x4", registry.create("ortools-assignment:n=4"), 1));
    }

    /** Theta is a normal vector around a level, the cotangent another: the same in each run. */
    private static Problem of(String name, LinearOracle oracle, double level) {
        KeyedRandom random = new KeyedRandom(11);
        double[] theta = new double[oracle.dimension()];
        double[] cotangent = new double[oracle.dimension()];
        for (int i = 0; i < theta.length; i++) {
            theta[i] = level + random.nextGaussian();
            cotangent[i] = random.nextGaussian();
        }
        return new Problem(name, oracle, theta, cotangent);
    }

    PerturbedOptimizer layer(Sampling sampling, int samples, long seed) {
        return PerturbedOptimizer.builder(oracle)
                .noise(NOISE)
                .sampling(sampling)
                .samples(samples)
                .seed(seed)
                .build();
    }

    Optional<ExactOptimizer> exact() {
        return ExactOptimizer.isAvailable(oracle, NOISE)
                ? Optional.of(ExactOptimizer.of(oracle, NOISE, 1))
                : Optional.empty();
    }

    /** A theta close by: 0.05 cotangents further. */
    double[] nearby() {
        double[] other = theta.clone();
        for (int i = 0; i < other.length; i++) {
            other[i] += 0.05 * cotangent[i];
        }
        return other;
    }
}
