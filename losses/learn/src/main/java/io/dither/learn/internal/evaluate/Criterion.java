package io.dither.learn.internal.evaluate;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.exact.ExactOptimizer;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.LikelihoodFactory;
import io.dither.layer.LossFactory;
import io.dither.layer.MomentFactory;
import io.dither.layer.SmoothedOptimizer;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.learn.model.ObservationTable;
import io.dither.losses.FenchelYoungLoss;
import io.dither.losses.SimulatedMoments;
import io.dither.noise.Noise;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.capability.Polytope;
import io.dither.oracle.capability.StructuredOracle;
import io.dither.perturbed.Guard;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import java.util.List;
import java.util.Optional;

/**
 * What a fit solves: a loss to minimise, or an equation for whose root it searches. It is not yet bound to an oracle
 * and an amplitude of the noise.
 *
 * @param kind the kind of the criterion
 * @param noise the distribution of the noise; a loss of kind OTHER may ignore it
 * @param other the loss of kind OTHER; null for the other kinds
 * @param inexact the policy for solves that end before a proof of optimality; a loss of kind OTHER has its own policy
 * @param guard which solves are checked for wrong answers; a loss of kind OTHER has its own guard
 * @param samples the usual number of samples per example; a search may use more or fewer
 */
public record Criterion(
        Kind kind,
        NoiseModel noise,
        @org.jspecify.annotations.Nullable LossFactory other,
        InexactPolicy inexact,
        Guard guard,
        int samples) {
    /** The kinds of criteria. */
    public enum Kind {
        FENCHEL_YOUNG,
        MOMENTS,
        /** Another loss, which a {@link LossFactory} makes. */
        OTHER
    }

    public boolean isMoments() {
        return kind == Kind.MOMENTS;
    }

    public boolean isFenchelYoung() {
        return kind == Kind.FENCHEL_YOUNG;
    }

    /** Returns whether the criterion is an equation instead of a loss: a search on full batches looks for its root. */
    public boolean isEquation() {
        return isMoments() || as(MomentFactory.class).isPresent();
    }

    /** Returns whether this criterion perturbs theta by multiplicative noise; losses of kind OTHER do not use the noise to perturb theta. */
    public boolean isMultiplicative() {
        return other == null && noise.multiplicative();
    }

    /**
     * Returns whether the criterion is a Fenchel-Young loss or a likelihood. Such a loss belongs to a model of how
     * decisions are made, and its curvature gives standard errors.
     */
    public boolean isOfDecisionModel() {
        return isFenchelYoung() || hasLikelihood();
    }

    private boolean hasLikelihood() {
        return as(LikelihoodFactory.class).isPresent();
    }

    /** Returns the loss of kind OTHER as a capability; empty if the loss lacks the capability, or the criterion is of another kind. */
    public <C extends LossFactory> Optional<C> as(Class<C> capability) {
        return other == null ? Optional.empty() : other.as(capability);
    }

    /**
     * Returns whether the loss is epsilon times the negative log-likelihood of decisions, up to an added constant.
     *
     * @param exact whether {@link #isExact} holds
     */
    public boolean isLikelihood(LinearOracle oracle, boolean exact) {
        return hasLikelihood()
                || (isFenchelYoung()
                        && exact
                        && isChoice(oracle)
                        && noise.noise().equals(Noise.gumbel()));
    }

    /** Returns whether each decision of the oracle chooses exactly one coordinate. */
    public static boolean isChoice(LinearOracle oracle) {
        return oracle.as(StructuredOracle.class)
                .filter(structured -> structured.polytope() instanceof Polytope.Hypersimplex set && set.k() == 1)
                .isPresent();
    }

    /**
     * Returns whether each decision of the oracle chooses exactly one coordinate, with probabilities in closed form.
     */
    public static boolean isExactChoice(NoiseModel noise, LinearOracle oracle) {
        return !noise.isWalks() && isChoice(oracle) && noise.hasClosedForm(oracle);
    }

    /** Returns whether the loss has kinks, on which a search that uses curvature stalls. */
    public boolean hasKinks(LinearOracle oracle) {
        if (other == null) {
            return false;
        }
        // seed 0 and one thread: kinks do not depend on them
        try (EstimatingEquation<?> bound = other.on(oracle, 0, 1)) {
            return bound.hasKinks();
        }
    }

    /**
     * Returns the amplitude of the noise: that of a {@link LikelihoodFactory} or a {@link MomentFactory}, which fix it;
     * otherwise {@code given}.
     */
    public double epsilon(double given) {
        return as(LikelihoodFactory.class)
                .map(LikelihoodFactory::epsilon)
                .or(() -> as(MomentFactory.class).map(MomentFactory::epsilon))
                .orElse(given);
    }

    /**
     * Returns whether the criterion is a likelihood, or a Fenchel-Young loss with a closed form for the oracles of all
     * examples. Then no samples are drawn.
     */
    public boolean isExact(List<Observation> observations) {
        return hasLikelihood()
                || (isFenchelYoung()
                        && noise.isAdditiveIid()
                        && ObservationTable.distinctOracles(observations).stream()
                                .allMatch(oracle -> ExactOptimizer.isAvailable(oracle, noise.noise())));
    }

    /**
     * Requires that all examples have the same lengths, such as lengths of roads, if the shape of the noise follows lengths: the
     * noise of all examples is made from the lengths of the first example.
     */
    public void requireSameLengths(List<Observation> all) {
        // compares references, which is fast: the examples must share the array of lengths
        for (int i = 1; noise.shapePerLength() > 0 && i < all.size(); i++) {
            if (all.get(i).features().lengths() != all.get(0).features().lengths()) {
                throw new InvalidArgumentException(
                        "noise follows lengths, and those of example '"
                                + all.get(i).id() + "' are not those of '"
                                + all.get(0).id() + "'",
                        "Maybe let all examples share one Features object, as the layout shared does");
            }
        }
    }

    /**
     * Binds the criterion to an oracle; the result is thread-safe and uses the calling thread only.
     *
     * @param first an example that represents all examples to evaluate: these have oracles of the same kind and, if noise follows
     *     lengths, the same lengths
     * @param exact whether {@link #isExact} holds
     * @param epsilon the amplitude of the noise
     * @param count the number of samples per example
     * @param seed the seed of the noise
     */
    public EstimatingEquation<?> on(Observation first, boolean exact, double epsilon, int count, long seed) {
        LinearOracle oracle = first.oracle();
        if (other != null) {
            // the equation has its own number of simulations; it changes by the same factor as the number of samples
            LossFactory scaled = as(MomentFactory.class)
                    .<LossFactory>map(simulated -> simulated.withSimulationsTimes((double) count / samples))
                    .orElse(other);
            return scaled.on(oracle, seed, 1);
        }
        if (exact) {
            return new FenchelYoungLoss(ExactOptimizer.of(oracle, noise.noise(), epsilon));
        }
        if (noise.multiplicative() && isFenchelYoung()) {
            throw FenchelYoungLoss.refusalOfMultiplicative();
        }
        SmoothedOptimizer layer = layer(oracle, noise.forFeatures(first.features()), epsilon, count, seed);
        return isMoments() ? new SimulatedMoments((PerturbedOptimizer) layer) : new FenchelYoungLoss(layer);
    }

    private PerturbedOptimizer layer(LinearOracle oracle, Noise law, double epsilon, int count, long seed) {
        PerturbedOptimizerBuilder builder = PerturbedOptimizer.builder(oracle)
                .epsilon(epsilon)
                .samples(Arguments.atLeast("samples", count, 1))
                .inexact(inexact)
                .guard(guard)
                .seed(seed);
        return (noise.multiplicative() ? builder.multiplicative() : builder.noise(law)).build();
    }
}
