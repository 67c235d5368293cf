package io.dither.certify;

import io.dither.noise.Noise;
import io.dither.noise.ScoredNoise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.perturbed.DomainPolicy;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.random.KeyedRandom;
import java.util.Optional;

/** What is certified and how; makes layers of it with any number of samples. */
record Subject(
        LinearOracle oracle,
        Noise noise,
        double epsilon,
        boolean multiplicative,
        DomainPolicy policy,
        int samples,
        long seed,
        int threads,
        double tolerance) {

    PerturbedOptimizer layer(int number) {
        PerturbedOptimizer.Builder builder = PerturbedOptimizer.builder(oracle)
                .noise(noise)
                .epsilon(epsilon)
                .samples(number)
                .seed(seed)
                .threads(threads)
                .domainPolicy(policy);
        return (multiplicative ? builder.multiplicative() : builder).build();
    }

    int dimension() {
        return oracle.dimension();
    }

    boolean isHeuristic() {
        return oracle.traits().contains(Trait.HEURISTIC);
    }

    /** Says why there are no gradients by the score, or nothing where there are. */
    Optional<String> noScore() {
        return noise instanceof ScoredNoise ? Optional.empty() : Optional.of("noise " + noise.name() + " has no score");
    }

    /** Says why y_eps need not be the gradient of F_eps, or nothing where it is. */
    Optional<String> noValue() {
        return isHeuristic() ? Optional.of("a heuristic's y_eps is not the gradient of F_eps") : Optional.empty();
    }

    /** Returns how a gradient by the score scales along a coordinate: 0 where theta does not move. */
    double scoreScale(double[] theta, int coordinate) {
        if (!multiplicative) {
            return 1 / epsilon;
        }
        return theta[coordinate] == 0 ? 0 : 1 / (epsilon * Math.abs(theta[coordinate]));
    }

    /** Draws a normal vector of its own for each trial and theta. */
    double[] direction(long trial, long index) {
        KeyedRandom random = new KeyedRandom(seed);
        random.key(seed, trial, index);
        random.sample(0);
        double[] direction = new double[dimension()];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = random.nextGaussian();
        }
        return direction;
    }

    Subject withNoise(Noise law) {
        return new Subject(oracle, law, epsilon, multiplicative, policy, samples, seed, threads, tolerance);
    }

    Subject withEpsilon(double amplitude) {
        return new Subject(oracle, noise, amplitude, multiplicative, policy, samples, seed, threads, tolerance);
    }

    Subject withMultiplicative() {
        return new Subject(oracle, noise, epsilon, true, policy, samples, seed, threads, tolerance);
    }

    Subject withPolicy(DomainPolicy chosen) {
        return new Subject(oracle, noise, epsilon, multiplicative, chosen, samples, seed, threads, tolerance);
    }

    Subject withSamples(int number) {
        return new Subject(oracle, noise, epsilon, multiplicative, policy, number, seed, threads, tolerance);
    }

    Subject withSeed(long value) {
        return new Subject(oracle, noise, epsilon, multiplicative, policy, samples, value, threads, tolerance);
    }

    Subject withThreads(int number) {
        return new Subject(oracle, noise, epsilon, multiplicative, policy, samples, seed, number, tolerance);
    }

    Subject withTolerance(double relative) {
        return new Subject(oracle, noise, epsilon, multiplicative, policy, samples, seed, threads, relative);
    }
}
