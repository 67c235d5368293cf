package io.dither.perturbed.internal.engine;

import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.noise.ScoredNoise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;
import org.jspecify.annotations.Nullable;

/**
 * A theta at which expectations are estimated, with the source of its noise and the statistics to collect.
 *
 * @param pass the settings that all problems of the pass share
 * @param input theta, the key of the noise and the oracle
 * @param perturbation the map from theta and noise to X
 * @param draws the source of the noise
 * @param plan the statistics to collect
 * @param replicate the index of the scramble of a Sobol sequence, 0 otherwise
 */
public record Problem(
        PassSettings pass, Input input, Perturbation perturbation, Draws draws, Plan plan, int replicate) {
    LinearOracle oracle() {
        return input.oracle();
    }

    NoiseKey key() {
        return input.key();
    }

    /** Returns the noise that computes the score of a sample, or null if no statistic needs it. */
    @Nullable
    ScoredNoise scoredNoise() {
        return plan.needsScore() ? pass.scoredNoise() : null;
    }

    /** Returns the solutions of an earlier pass, or null if the samples must be solved. */
    @Nullable
    Recording recording() {
        return pass.recordings().isEmpty() ? null : pass.recordings().get(replicate);
    }

    Tally newTally() {
        return plan.newTally(this);
    }

    /** Sets the key of the random streams of this problem. */
    void setKey(KeyedRandom random) {
        random.setKey(pass.seed(), key().step(), key().example());
    }

    /**
     * Solves at the perturbed parameters {@code theta} of a sample. The guard chooses by {@code stream}, the number
     * of the sample's random stream, whether it checks the solve.
     */
    void solve(OracleSession session, double[] theta, Vertex answer, SolveGuard guard, long stream) {
        boolean checked = guard.isDue(stream);
        if (checked) {
            guard.copyTheta(theta);
        }
        pass.inexact().solve(oracle(), session, theta, answer, pass.workspaces().requireOpen);
        if (checked) {
            guard.check(oracle(), theta, answer);
        }
    }

    /** Throws if the policy of the pass does not accept an answer. */
    void requireAccepted(Vertex answer) {
        pass.inexact().require(oracle(), answer);
    }

    /** Returns whether the noise of a coordinate may be drawn when a search first reads the coordinate. */
    boolean isOnDemand() {
        return pass.isOnDemand() && !plan.needsScore() && perturbation.canApplyByCoordinate();
    }
}
