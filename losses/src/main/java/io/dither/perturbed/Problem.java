package io.dither.perturbed;

import io.dither.noise.ScoredNoise;
import io.dither.random.KeyedRandom;
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
    Tally newTally() {
        return plan.newTally(this);
    }

    /** Chooses the family of its streams. */
    void key(KeyedRandom random) {
        random.key(seed, step, example);
    }

    /** Says whether its samples may be drawn and solved several at once. */
    boolean hasLanes() {
        return draws instanceof Draws.LaneDraws && workspaces.isWarm();
    }
}
