package io.dither.perturbed;

import io.dither.internal.threads.Workers;
import io.dither.layer.Input;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.noise.ScoredNoise;
import io.dither.oracle.InexactPolicy;
import io.dither.perturbed.internal.engine.Draws;
import io.dither.perturbed.internal.engine.MonteCarlo;
import io.dither.perturbed.internal.engine.PassSettings;
import io.dither.perturbed.internal.engine.Perturbation;
import io.dither.perturbed.internal.engine.Recording;
import io.dither.perturbed.internal.engine.SobolDraws;
import io.dither.perturbed.internal.engine.Workspaces;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of a layer. */
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
        @Nullable PassListener listener) {
    static Settings of(PerturbedOptimizerBuilder builder) {
        return new Settings(
                builder.noise,
                builder.epsilon,
                builder.samples,
                builder.seed,
                builder.multiplicative,
                builder.domainPolicy,
                builder.sampling,
                builder.inexact,
                builder.stopping,
                builder.executor == null
                        ? Workers.owned(builder.threads)
                        : Workers.shared(builder.executor, builder.threads),
                builder.listener);
    }

    Settings withEpsilon(double newEpsilon) {
        return new Settings(
                noise,
                newEpsilon,
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

    /**
     * Returns the settings of a pass over problems of a dimension. If there are recordings of an earlier pass, the new
     * pass reads their solutions instead of solving.
     */
    PassSettings pass(Workspaces workspaces, int dimension, List<Recording> recordings) {
        Draws draws = switch (sampling) {
            case INDEPENDENT -> Draws.independent(noise);
            case ANTITHETIC -> Draws.antithetic((IndependentNoise) noise); // the builder checked this
            case SOBOL -> null; // each problem has its own draws
        };
        ScoredNoise scoredNoise = noise instanceof ScoredNoise scored ? scored : null;
        return new PassSettings(
                workers,
                workspaces,
                seed,
                samplesPerReplicate(),
                blockSize(dimension),
                inexact,
                draws,
                scoredNoise,
                recordings);
    }

    /** Returns the largest number of samples per block: few if a stopping rule must be applied after each block. */
    int blockSize(int dimension) {
        return stopping == null ? MonteCarlo.blockSize(dimension) : MonteCarlo.SMALLEST_BLOCK;
    }

    /** Returns the source of noise of a replicate: the source of the pass, or a Sobol sequence of its own. */
    Draws draws(PassSettings pass, Input input, int replicate) {
        return pass.draws() != null
                ? pass.draws()
                : new SobolDraws((IndependentNoise) noise, input.oracle().dimension(), seed, input.key(), replicate);
    }
}
