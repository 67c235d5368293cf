package io.dither.perturbed;

import io.dither.error.Arguments;
import io.dither.layer.Estimated;
import io.dither.noise.ScoredNoise;
import io.dither.perturbed.Quantity.Reader;
import io.dither.perturbed.internal.engine.Perturbation;
import io.dither.perturbed.internal.engine.Plan;
import io.dither.perturbed.internal.engine.Plan.Slot;
import io.dither.perturbed.internal.engine.Reward;
import io.dither.perturbed.internal.statistic.JacobianSums;
import io.dither.perturbed.internal.statistic.Replicates;
import io.dither.perturbed.internal.statistic.RewardCovariance;
import io.dither.perturbed.internal.statistic.ScalarMoments;

/** The settings under which a quantity is estimated at a theta, with methods that plan statistics for quantities. */
record Conditions(Settings settings, Perturbation perturbation, int dimension) {
    /** The largest number of rows of a Jacobian. */
    private static final int MAX_ROWS = 1024;

    /** Collects the mean of a reward. */
    Reader<Estimated> mean(Plan plan, Reward reward) {
        int samplesPerUnit = settings.sampling().samplesPerUnit();
        Slot<ScalarMoments> slot = plan.collect(() -> new ScalarMoments(samplesPerUnit, reward));
        return tallies -> Replicates.pool(tallies, tally -> tally.get(slot).estimated());
    }

    /** Collects the gradient in theta of the mean of a reward. */
    Reader<Estimated> gradient(Plan plan, Reward reward) {
        Slot<RewardCovariance> slot = collectScoreCovariance(plan, reward);
        return tallies ->
                Replicates.poolCovariances(tallies, tally -> tally.get(slot).gradient(perturbation));
    }

    /** Collects the covariance of a reward with grad nu(Z), here called the score of Z, whose density is exp(-nu). */
    Slot<RewardCovariance> collectScoreCovariance(Plan plan, Reward reward) {
        requireGradients(plan);
        return plan.collect(() -> new RewardCovariance(dimension, reward));
    }

    /**
     * Collects the derivative of the mean solution in a parameter. {@code weight} returns the derivative of the log
     * density of X in the parameter; {@code errorFactor} multiplies the standard errors (1, or NaN if they are
     * unknown).
     */
    Reader<Estimated> derivative(Plan plan, Reward weight, double errorFactor) {
        Slot<JacobianSums> slot =
                plan.collect(() -> new JacobianSums(dimension, 1, (sample, w) -> w[0] = weight.of(sample)));
        // 1: the weight is the derivative of the log density itself, so that the only column needs no factor
        return tallies -> Replicates.poolCovariances(
                tallies, tally -> tally.get(slot).estimated(column -> 1, column -> errorFactor));
    }

    double[] finiteCopy(String name, double[] vector) {
        return Arguments.finite(name, vector, dimension).clone();
    }

    /** Requires that y_eps has a gradient estimate, and makes the pass compute scores. */
    void requireGradients(Plan plan) {
        Arguments.require(
                settings.noise() instanceof ScoredNoise,
                "noise = " + settings.noise().name() + " has no score, so y_eps has no gradient estimate",
                "Maybe use gaussian noise, or a Fenchel-Young loss, which needs none");
        Arguments.require(
                !(settings.noise() instanceof ScoredNoise scored) || scored.scoreHasFourthMoment(),
                "the score of noise = " + settings.noise().name()
                        + " has no fourth moment, so gradients of y_eps have no standard errors",
                "Maybe choose a shape above 4, or take differences of values or of gradients of a Fenchel-Young loss");
        Arguments.require(
                settings.samplesPerReplicate() >= 2,
                "samples = " + settings.samples()
                        + " is too few for a gradient of y_eps, whose leave-one-out baseline needs other samples",
                "Maybe use more samples");
        Arguments.require(
                settings.sampling().samplesPerUnit() == 1,
                "antithetic pairs estimate F_eps, y_eps and Fenchel-Young losses, not gradients of y_eps",
                "Maybe use independent samples, whose leave-one-out baseline does the same work");
        plan.requestScore();
    }

    void requireSmall(String matrix) {
        Arguments.require(
                dimension <= MAX_ROWS,
                "a " + matrix + " of dimension " + dimension + " is larger than " + MAX_ROWS + " squared",
                "Maybe ask for its products with vectors, vjp and jvp");
    }
}
