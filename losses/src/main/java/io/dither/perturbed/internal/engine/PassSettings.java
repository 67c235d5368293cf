package io.dither.perturbed.internal.engine;

import io.dither.internal.threads.Workers;
import io.dither.noise.ScoredNoise;
import io.dither.oracle.InexactPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings that all problems of a pass over samples share.
 *
 * @param samples the number of samples of each problem
 * @param blockSize the largest number of samples of a block
 * @param inexact the policy for answers that are not proved optimal
 * @param draws the source of noise of all problems, or null if each problem has its own, such as a Sobol sequence
 * @param scoredNoise the noise, if it can compute the scores of samples, otherwise null
 * @param recordings the solutions of an earlier pass at the same theta with the same noise, one recording per
 *     replicate; if empty, the samples are solved
 */
public record PassSettings(
        Workers workers,
        Workspaces workspaces,
        long seed,
        int samples,
        int blockSize,
        InexactPolicy inexact,
        @Nullable Draws draws,
        @Nullable ScoredNoise scoredNoise,
        List<Recording> recordings) {
    /**
     * Returns whether several samples may be drawn and solved together. Until the workspaces are {@linkplain
     * Workspaces#isWarm warm}, one sample at a time is faster. A policy that may solve a sample a second time, with its
     * limits multiplied by a factor above 1, needs samples one by one.
     */
    boolean hasLanes() {
        return draws instanceof Draws.LaneDraws && workspaces.isWarm() && inexact.factor() == 1;
    }

    /**
     * Returns whether noise may be drawn when a search reads it. Only independent samples can be drawn in parts,
     * samples with a recording need no search, and a policy that may solve twice needs all noise at once.
     */
    boolean isOnDemand() {
        boolean isIndependent = draws instanceof Draws.IndependentDraws || draws instanceof Draws.GaussianDraws;
        return isIndependent && recordings.isEmpty() && inexact.factor() == 1;
    }
}
