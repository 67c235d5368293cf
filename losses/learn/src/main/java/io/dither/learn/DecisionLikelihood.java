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
 * The probabilities of whole decisions, where a fit gives them without samples: those of its likelihood, or of its noise over a set whose
 * vertices have known probabilities.
 *
 * @param noise the law of the noise
 * @param epsilon its amplitude
 * @param loss the text of the loss, or nothing if the noise tells all
 */
record DecisionLikelihood(NoiseModel noise, double epsilon, String loss) {
    /** Quadrature is right to 1e-12. */
    private static final double LEAST = 1e-9;
    /** Losses by their texts; each is made once, for plugins are looked for to make it. */
    private static final Map<String, Optional<LikelihoodFactory>> KNOWN = new ConcurrentHashMap<>();

    static DecisionLikelihood of(Fitted fitted) {
        String loss = fitted.settings().loss();
        return new DecisionLikelihood(
                fitted.noise(), fitted.epsilon(), fitted.settings().usesNoise() ? "" : loss);
    }

    private static Optional<LikelihoodFactory> likelihood(String text) {
        return KNOWN.computeIfAbsent(text, any -> {
            try {
                return PluginCatalogue.discover()
                        .create(LossProvider.class, text)
                        .as(LikelihoodFactory.class);
            } catch (InvalidArgumentException objectOrPlugin) {
                return Optional.empty();
            }
        });
    }

    /** Returns the logarithm of the probability of a decision at theta, without the mean of noise; NaN if it is not known. */
    double logProbability(double[] theta, Decision decision, LinearOracle oracle) {
        try {
            return loss.isEmpty() ? byNoise(theta, decision, oracle) : byLoss(theta, decision, oracle);
        } catch (OracleException | InvalidArgumentException outside) {
            return Double.NaN;
        }
    }

    private double byNoise(double[] theta, Decision decision, LinearOracle oracle) {
        boolean additive = !noise.multiplicative() && noise.shapePerLength() == 0 && epsilon > 0;
        if (!additive) {
            return Double.NaN;
        }
        double[] y = decision.feasibleFor(oracle).toArray();
        if (ExactLikelihood.isAvailable(oracle, noise.noise())) {
            return ExactLikelihood.of(oracle, noise.noise(), epsilon)
                    .logProbability(theta, y, new double[theta.length]);
        }
        return Criterion.isChoice(oracle) && ExactOptimizer.isAvailable(oracle, noise.noise())
                ? logarithm(Vectors.dot(
                        y, ExactOptimizer.of(oracle, noise.noise(), epsilon).mean(theta)))
                : Double.NaN;
    }

    /** The mean choice holds the probability of each; of what is less than {@link #LEAST} too few digits are known. */
    private static double logarithm(double probability) {
        return probability < LEAST ? Double.NaN : Math.log(probability);
    }

    private double byLoss(double[] theta, Decision decision, LinearOracle oracle) {
        LikelihoodFactory factory = likelihood(loss).orElse(null);
        if (factory == null) {
            return Double.NaN;
        }
        try (EstimatingEquation<?> bound = factory.on(oracle, 0, 1)) {
            Loss<Decision> known = ofDecisions(bound);
            return known == null
                    ? Double.NaN
                    : -known.evaluate(new Example<>(inUnitOf(factory, theta), decision, NoiseKey.ZERO, oracle))
                                    .value()
                            / factory.epsilon();
        }
    }

    /** The loss has its own amplitude; that of the fit is another if it was learnt in the unit of a fixed weight. */
    private double[] inUnitOf(LikelihoodFactory factory, double[] theta) {
        double unit = factory.epsilon() / epsilon;
        return unit == 1 ? theta : Arrays.stream(theta).map(cost -> cost * unit).toArray();
    }

    @SuppressWarnings("unchecked") // the loss was asked
    private static @Nullable Loss<Decision> ofDecisions(EstimatingEquation<?> bound) {
        return bound instanceof Loss<?> loss && loss.targetType().equals(Decision.class) ? (Loss<Decision>) loss : null;
    }
}
