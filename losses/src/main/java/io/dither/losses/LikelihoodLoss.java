package io.dither.losses;

import io.dither.exact.ExactLikelihood;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.LikelihoodFactory;
import io.dither.layer.Loss;
import io.dither.layer.ValueAndGradient;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;

/**
 * -eps log P(y), the probability of a whole decision under additive noise where it is known: see {@link ExactLikelihood}. For argmax it
 * is the conditional logit, for rankings the exploded logit. Thread-safe.
 *
 * @param oracle the oracle
 * @param noise the law of Z
 * @param epsilon the amplitude, above 0, in the units of theta
 */
public record LikelihoodLoss(LinearOracle oracle, Noise noise, double epsilon) implements Loss<Decision> {
    /**
     * The loss, not yet bound to an oracle.
     *
     * @param noise the law of Z
     * @param epsilon above 0, in the units of theta
     */
    public record Factory(Noise noise, double epsilon) implements LikelihoodFactory {
        /** Exact: it needs no seed, and leaves threads to the caller. */
        @Override
        public LikelihoodLoss on(LinearOracle oracle, long seed, int threads) {
            ExactLikelihood.of(oracle, noise, epsilon); // is refused here
            return new LikelihoodLoss(oracle, noise, epsilon);
        }
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
        double value =
                ExactLikelihood.of(example.oracle(), noise, epsilon).logProbability(example.theta(), y, gradient);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= -epsilon;
        }
        return ValueAndGradient.exact(-epsilon * value, gradient);
    }
}
