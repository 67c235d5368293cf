package io.dither.perturbed.internal.engine;

import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.noise.ScoredNoise;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;
import org.jspecify.annotations.Nullable;

/**
 * One theta whose expectations are wanted: where its noise comes from, who solves it and what is collected.
 *
 * @param input theta, the key of the noise and the oracle
 * @param score fills the score of a sample, or null where nothing needs it
 * @param replicate the index of the scramble of a Sobol sequence, 0 otherwise
 * @param inexact what is done about answers that are not proved optimal
 * @param stopping says when to stop early, or null to draw all samples
 * @param known the solutions of an earlier call at the same theta and key, or null to solve
 */
public record Problem(
        Input input,
        Perturbation perturbation,
        Draws draws,
        @Nullable ScoredNoise score,
        Workspaces workspaces,
        Plan plan,
        long seed,
        int replicate,
        InexactPolicy inexact,
        @Nullable Stopping stopping,
        @Nullable Recording known) {
    LinearOracle oracle() {
        return input.oracle();
    }

    NoiseKey noise() {
        return input.key();
    }

    Tally newTally() {
        return plan.newTally(this);
    }

    /** Chooses the family of its streams. */
    void key(KeyedRandom random) {
        random.key(seed, noise().step(), noise().example());
    }

    /** Solves for the sample with a stream. */
    void solve(OracleSession session, double[] theta, Vertex answer, SolveGuard guard, long stream) {
        boolean checked = guard.isDue(stream);
        if (checked) {
            guard.handOver(theta);
        }
        inexact.solve(oracle(), session, theta, answer);
        if (checked) {
            guard.check(oracle(), theta, answer);
        }
    }

    /** Refuses an answer that its policy does not take. */
    void requireTaken(Vertex answer) {
        inexact.require(oracle(), answer);
    }

    /** Says whether its noise may be drawn as a search asks for it; a second try sees all of it. */
    boolean isOnDemand() {
        boolean independent = draws instanceof Draws.IndependentDraws || draws instanceof Draws.GaussianDraws;
        return independent && score == null && known == null && perturbation.isByCoordinate() && inexact.more() == 1;
    }

    /** Says whether its samples may be drawn and solved several at once; a second try is one's own. */
    boolean hasLanes() {
        return draws instanceof Draws.LaneDraws && workspaces.isWarm() && inexact.more() == 1;
    }
}
