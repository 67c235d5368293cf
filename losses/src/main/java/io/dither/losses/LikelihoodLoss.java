package io.dither.losses;

import io.dither.exact.ExactLikelihood;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.LikelihoodFactory;
import io.dither.layer.Loss;
import io.dither.layer.ValueAndGradient;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * -eps log P(y), where P(y) is the probability of the observed decision y under additive noise; {@link ExactLikelihood}
 * lists the oracles and laws of noise for which P has a formula. With Gumbel noise it is the conditional logit for
 * argmax, and the exploded logit for rankings. Thread-safe.
 */
public final class LikelihoodLoss implements Loss<Decision> {
    private final LinearOracle oracle;
    private final Noise noise;
    private final double epsilon;
    /** The likelihoods of the oracles of all examples so far. */
    private final Map<LinearOracle, ExactLikelihood> likelihoods = Collections.synchronizedMap(new IdentityHashMap<>());

    private LikelihoodLoss(LinearOracle oracle, Noise noise, double epsilon) {
        this.oracle = oracle;
        this.noise = noise;
        this.epsilon = epsilon;
        likelihoodOf(oracle); // throws if the oracle has no likelihood
    }

    /**
     * The loss, not yet bound to an oracle.
     *
     * @param noise the law of the noise, before it is multiplied by epsilon
     * @param epsilon above 0, in the units of theta
     */
    public record Factory(Noise noise, double epsilon) implements LikelihoodFactory {
        /** Makes the loss, which is exact and needs neither seed nor threads. */
        @Override
        public LikelihoodLoss on(LinearOracle oracle, long seed, int threads) {
            return new LikelihoodLoss(oracle, noise, epsilon);
        }

        @Override
        public Optional<Noise> law() {
            return Optional.of(noise);
        }
    }

    private ExactLikelihood likelihoodOf(LinearOracle oracle) {
        return likelihoods.computeIfAbsent(oracle, unseen -> ExactLikelihood.of(unseen, noise, epsilon));
    }

    @Override
    public LinearOracle oracle() {
        return oracle;
    }

    @Override
    public Class<Decision> targetType() {
        return Decision.class;
    }

    @Override
    public String name() {
        return "likelihood";
    }

    @Override
    public ValueAndGradient evaluate(Example<Decision> example) {
        double[] y = example.target().feasibleFor(example.oracle()).toArray();
        double[] gradient = new double[y.length];
        double logProbability = likelihoodOf(example.oracle()).logProbability(example.theta(), y, gradient);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= -epsilon;
        }
        return ValueAndGradient.exact(-epsilon * logProbability, gradient);
    }
}
