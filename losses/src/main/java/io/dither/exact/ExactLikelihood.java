package io.dither.exact;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.capability.StructuredOracle;
import java.util.Arrays;
import java.util.Optional;

/**
 * The probability of a decision (of all its coordinates together) under additive noise, without samples. Immutable and
 * thread-safe.
 *
 * <ul>
 *   <li>With Gumbel noise: argmax (the logit), the k largest (an integral on the line) and rankings (the exploded
 *   logit).
 *   <li>With Gaussian noise: argmax (the probit with independent errors, an integral on the line).
 *   <li>With any {@link io.dither.noise.IndependentNoise}: boxes.
 *   <li>Products of these sets.
 * </ul>
 *
 * <p>If {@linkplain io.dither.oracle.Trait#SCORED theta is a score although the oracle minimises}, only rankings,
 * argmax with Gaussian noise, and products of these have a formula.
 */
public final class ExactLikelihood {
    private final LinearOracle oracle;
    private final DecisionProbability probability;

    private ExactLikelihood(LinearOracle oracle, DecisionProbability probability) {
        this.oracle = oracle;
        this.probability = probability;
    }

    /**
     * Creates the likelihood of the decisions of an oracle.
     *
     * @param oracle an oracle over one of the sets named above
     * @param noise the law of Z
     * @param epsilon the amplitude of the noise, above 0, in the units of theta
     * @return the likelihood
     * @throws InvalidArgumentException if epsilon is not positive or there is no formula
     */
    public static ExactLikelihood of(LinearOracle oracle, Noise noise, double epsilon) {
        Arguments.positive("epsilon", epsilon);
        return find(oracle, noise, epsilon)
                .map(probability -> new ExactLikelihood(oracle, probability))
                .orElseThrow(() -> new InvalidArgumentException(
                        "decisions of this oracle have no known probabilities with noise = " + noise.name()
                                + "; known are those of argmax, top-k and ranking with gumbel, argmax with gaussian, sign and hypercube with any IndependentNoise, such as laplace",
                        "Maybe learn by fenchel-young or moments"));
    }

    private static Optional<DecisionProbability> find(LinearOracle oracle, Noise noise, double epsilon) {
        return oracle.as(StructuredOracle.class)
                // scores are sign(sense) theta: if the sign of the noise in theta is not sign(sense), the noise is
                // subtracted from the scores
                .flatMap(structured -> DecisionProbability.of(
                        structured.polytope(),
                        noise,
                        epsilon,
                        noise.sign(oracle) != oracle.sense().sign()));
    }

    /**
     * {@return whether the probabilities of decisions have a formula}
     *
     * @param oracle the oracle
     * @param noise the law of Z
     */
    public static boolean isAvailable(LinearOracle oracle, Noise noise) {
        return find(oracle, noise, 1).isPresent();
    }

    /** {@return the oracle} */
    public LinearOracle oracle() {
        return oracle;
    }

    /**
     * Evaluates the probability of a decision.
     *
     * @param theta the parameters, length d; read only
     * @param y a vertex, length d; read only
     * @param gradient filled with the gradient of the result in theta, length d
     * @return the logarithm of the probability of the vertex, to about 1e-12. For boxes with laws other than Gaussian
     *     and Gumbel, an improbable upper end has fewer digits if the law is not symmetric, and a probability that is
     *     rounded to 0 gives minus infinity
     * @throws io.dither.error.InvalidArgumentException if an array has another length
     */
    public double logProbability(double[] theta, double[] y, double[] gradient) {
        Arguments.length("theta", theta, oracle.dimension());
        Arguments.length("y", y, oracle.dimension());
        Arguments.length("gradient", gradient, oracle.dimension());
        int sign = oracle.sense().sign();
        double[] scores = Vectors.scaled(sign, theta);
        Arrays.fill(gradient, 0);
        double logarithm = probability.logarithm(scores, y, gradient);
        for (int i = 0; i < theta.length; i++) {
            gradient[i] *= sign;
        }
        return logarithm;
    }
}
