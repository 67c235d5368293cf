package io.dither.perturbed.internal.engine;

import io.dither.internal.threads.Workers;
import io.dither.noise.ScoredNoise;
import io.dither.oracle.InexactPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all problems of a call share.
 *
 * @param samples how many samples each problem has
 * @param block how many of them a block has at most
 * @param inexact what is done about answers that are not proved optimal
 * @param draws where the noise of all problems comes from, or null if each has its own, such as a Sobol sequence
 * @param score the score of a sample, or null if the noise has none
 * @param known the solutions of an earlier call at the same theta and key, one recording a replicate, or none to solve
 */
public record Pass(
        Workers workers,
        Workspaces workspaces,
        long seed,
        int samples,
        int block,
        InexactPolicy inexact,
        @Nullable Draws draws,
        @Nullable ScoredNoise score,
        List<Recording> known) {
    /** Returns whether samples may be drawn and solved several at once; a second try is solved alone. */
    boolean hasLanes() {
        return draws instanceof Draws.LaneDraws && workspaces.isWarm() && inexact.more() == 1;
    }

    /** Returns whether noise may be drawn as a search asks for it; a second try sees all of it. */
    boolean isOnDemand() {
        boolean independent = draws instanceof Draws.IndependentDraws || draws instanceof Draws.GaussianDraws;
        return independent && known.isEmpty() && inexact.more() == 1;
    }
}
