package io.dither.perturbed;

import io.dither.noise.ScoredNoise;
import org.jspecify.annotations.Nullable;

/**
 * One theta whose expectations are wanted: where its noise comes from, who solves it and what is collected.
 *
 * @param score fills the score of a sample, or null where nothing needs it
 * @param replicate the index of the scramble of a Sobol sequence, 0 otherwise
 * @param stopping says when to stop early, or null to draw all samples
 */
record Problem(
        Perturbation perturbation,
        Draws draws,
        @Nullable ScoredNoise score,
        Workspaces workspaces,
        Plan plan,
        long seed,
        long step,
        long example,
        int replicate,
        @Nullable Adaptive stopping) {
    /** Says whether its samples may be drawn and solved several at once. */
    boolean hasLanes() {
        return draws instanceof Draws.LaneDraws && workspaces.isWarm();
    }
}
