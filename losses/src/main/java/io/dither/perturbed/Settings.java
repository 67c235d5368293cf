package io.dither.perturbed;

import io.dither.layer.Input;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.oracle.InexactPolicy;
import io.dither.perturbed.internal.engine.Draws;
import io.dither.perturbed.internal.engine.Perturbation;
import io.dither.perturbed.internal.engine.SobolDraws;
import io.dither.perturbed.internal.engine.Workers;
import org.jspecify.annotations.Nullable;

/** What stays the same over the calls of a layer. */
record Settings(
        Noise noise,
        double epsilon,
        int samples,
        long seed,
        boolean multiplicative,
        DomainPolicy domainPolicy,
        Sampling sampling,
        InexactPolicy inexact,
        @Nullable StoppingRule stopping,
        Workers workers,
        @Nullable CallListener listener) {
    Settings withEpsilon(double other) {
        return new Settings(
                noise,
                other,
                samples,
                seed,
                multiplicative,
                domainPolicy,
                sampling,
                inexact,
                stopping,
                workers,
                listener);
    }

    int samplesPerReplicate() {
        return samples / sampling.replicates();
    }

    Perturbation perturbation(Input input) {
        return new Perturbation(
                input.oracle(), input.theta(), noise, epsilon, multiplicative, domainPolicy == DomainPolicy.CLAMP);
    }

    Draws draws(Input input, int replicate) {
        return switch (sampling) {
            case INDEPENDENT -> Draws.independent(noise);
            case ANTITHETIC -> Draws.antithetic((IndependentNoise) noise);
            case SOBOL ->
                new SobolDraws((IndependentNoise) noise, input.oracle().dimension(), seed, input.key(), replicate);
        };
    }
}
