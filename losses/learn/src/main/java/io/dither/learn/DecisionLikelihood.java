package io.dither.learn;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.exact.ExactLikelihood;
import io.dither.exact.ExactOptimizer;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Decision;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.Example;
import io.dither.layer.LikelihoodFactory;
import io.dither.layer.Loss;
import io.dither.layer.LossProvider;
import io.dither.layer.NoiseKey;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.NoiseModel;
import io.dither.oracle.LinearOracle;
import io.dither.plugin.PluginCatalogue;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Computes the probability of a decision without samples, if this is possible: by the exact likelihood that was the loss of
 * the fit, or from the noise of the fit if probabilities under this noise have a closed form.
 */
final class DecisionLikelihood {
    /**
     * The smallest probability that is taken from a mean decision: mean decisions are integrated numerically, with
     * errors of up to 1e-12. An {@link ExactLikelihood} has no such limit.
     */
    private static final double MIN_PROBABILITY = 1e-9;
    /**
     * Likelihoods by the text of the loss, for fits that do not hold their likelihood. Each is made only once, because
     * making it searches for plugins.
     */
    private static final Map<String, Optional<LikelihoodFactory>> LIKELIHOODS = new ConcurrentHashMap<>();

    private final NoiseModel noise;
    private final double epsilon;
    /** Whether decisions follow from theta and the noise; otherwise only a loss that is a likelihood gives probabilities. */
    private final boolean usesNoise;

    private final @Nullable LikelihoodFactory factory;
    /** The likelihood of the last oracle, which most examples share. */
    private volatile @Nullable ExactLikelihood last;

    /** Makes a likelihood whose probabilities follow from the noise. */
    DecisionLikelihood(NoiseModel noise, double epsilon) {
        this(noise, epsilon, true, null);
    }

    private DecisionLikelihood(
            NoiseModel noise, double epsilon, boolean usesNoise, @Nullable LikelihoodFactory factory) {
        this.noise = noise;
        this.epsilon = epsilon;
        this.usesNoise = usesNoise;
        this.factory = factory;
    }

    static DecisionLikelihood of(Fitted fitted) {
        boolean usesNoise = fitted.settings().usesNoise();
        LikelihoodFactory factory = usesNoise
                ? null
                : fitted.likelihood()
                        .or(() -> LIKELIHOODS.computeIfAbsent(
                                fitted.settings().loss(), loss -> find(loss, PluginCatalogue.discover())))
                        .orElse(null);
        return new DecisionLikelihood(fitted.noise(), fitted.epsilon(), usesNoise, factory);
    }

    /**
     * Returns the loss with this text as a likelihood; empty if the loss is not a likelihood, or its plugin is missing.
     */
    static Optional<LikelihoodFactory> find(String loss, PluginCatalogue catalogue) {
        try {
            return catalogue.create(LossProvider.class, loss).as(LikelihoodFactory.class);
        } catch (InvalidArgumentException unknown) { // such as a loss that was given as an object
            return Optional.empty();
        }
    }

    /**
     * Returns the log probability of a decision; NaN if it is unknown. Theta has the costs of the model only; {@link
     * Predictor#costs}, by contrast, may add the mean of the noise.
     */
    double logProbability(double[] theta, Decision decision, LinearOracle oracle) {
        try {
            return usesNoise ? byNoise(theta, decision, oracle) : byLoss(theta, decision, oracle);
        } catch (OracleException | InvalidArgumentException unknown) { // such as costs outside the oracle's domain
            return Double.NaN;
        }
    }

    /** Returns the log probability under additive noise, if the noise gives it in closed form. */
    private double byNoise(double[] theta, Decision decision, LinearOracle oracle) {
        // closed forms are known only for such noise; with epsilon 0 there is no noise
        if (!noise.isAdditiveIid() || epsilon <= 0) {
            return Double.NaN;
        }
        double[] y = decision.feasibleFor(oracle).toArray();
        ExactLikelihood exact = last;
        if ((exact == null || exact.oracle() != oracle) && ExactLikelihood.isAvailable(oracle, noise.noise())) {
            exact = ExactLikelihood.of(oracle, noise.noise(), epsilon);
            last = exact;
        }
        if (exact != null && exact.oracle() == oracle) {
            return exact.logProbability(theta, y, new double[theta.length]); // the gradient is not needed
        }
        // for a choice of one coordinate, the mean decision has the probability of each choice
        return Criterion.isChoice(oracle) && ExactOptimizer.isAvailable(oracle, noise.noise())
                ? logarithm(Vectors.dot(
                        y, ExactOptimizer.of(oracle, noise.noise(), epsilon).mean(theta)))
                : Double.NaN;
    }

    /** Returns the logarithm; NaN for probabilities below {@link #MIN_PROBABILITY}. */
    private static double logarithm(double probability) {
        return probability < MIN_PROBABILITY ? Double.NaN : Math.log(probability);
    }

    /** Returns the log probability by the likelihood that the model was fitted by, if there is one. */
    private double byLoss(double[] theta, Decision decision, LinearOracle oracle) {
        if (factory == null) {
            return Double.NaN;
        }
        // seed 0, as a likelihood draws no noise; 1 thread; the loss is -epsilon times the log probability
        try (EstimatingEquation<?> equation = factory.on(oracle, 0, 1)) {
            Loss<Decision> lossOfDecisions = ofDecisions(equation);
            return lossOfDecisions == null
                    ? Double.NaN
                    : -lossOfDecisions
                                    .evaluate(new Example<>(inUnitOf(factory, theta), decision, NoiseKey.ZERO, oracle))
                                    .value()
                            / factory.epsilon();
        }
    }

    /**
     * Returns theta in the unit of the likelihood: times the epsilon of the likelihood, divided by the epsilon of the
     * fit. The two epsilons differ if a fixed weight sets the unit of costs, so that the fit has learnt epsilon.
     */
    private double[] inUnitOf(LikelihoodFactory likelihood, double[] theta) {
        double unit = likelihood.epsilon() / epsilon;
        return unit == 1 ? theta : Arrays.stream(theta).map(cost -> cost * unit).toArray();
    }

    /** Returns the equation as a loss of decisions; null if it is no loss, or learns from other targets. */
    @SuppressWarnings("unchecked") // targetType was checked
    private static @Nullable Loss<Decision> ofDecisions(EstimatingEquation<?> any) {
        return any instanceof Loss<?> loss && loss.targetType().equals(Decision.class) ? (Loss<Decision>) loss : null;
    }
}
