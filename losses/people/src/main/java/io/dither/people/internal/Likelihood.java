package io.dither.people.internal;

import io.dither.learn.Cluster;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.model.Observation;
import io.dither.oracle.capability.Polytope;
import io.dither.oracle.capability.StructuredOracle;
import java.util.List;

/** The exact probability of all decisions of a person with given weights. Thread-safe. */
public interface Likelihood extends Cluster.Persons {
    /**
     * Computes the logarithm of the probability and its gradient.
     *
     * @param person the index of the person
     * @param weights the weights in standardised units; read only
     * @param gradient filled with the gradient of the result with respect to the weights
     * @return the logarithm of the probability; NaN outside the domain of an oracle
     */
    double logLikelihood(int person, double[] weights, double[] gradient);

    /**
     * Computes the logarithm of the probability and its gradient at many draws of weights.
     *
     * @param person the index of the person
     * @param weights the weights in standardised units: the first weight at all draws, then the next weight; read only
     * @param logs one number per draw, to which the logarithm of the probability is added; NaN outside the domain of an oracle
     * @param slopes filled with the gradients of the logarithms with respect to the weights, in the same order as {@code weights}
     */
    default void evaluateAtDraws(int person, double[] weights, double[] logs, double[] slopes) {
        double[] draw = new double[weights.length / logs.length];
        double[] gradient = new double[draw.length];
        for (int r = 0; r < logs.length; r++) {
            for (int k = 0; k < draw.length; k++) {
                draw[k] = weights[k * logs.length + r];
            }
            logs[r] += logLikelihood(person, draw, gradient);
            for (int k = 0; k < draw.length; k++) {
                slopes[k * logs.length + r] = gradient[k];
            }
        }
    }

    @Override
    default void close() {}

    /** Returns whether all decisions have exact probabilities. */
    static boolean isExact(Criterion criterion, List<Observation> observations) {
        boolean areExact = criterion.isExact(observations); // a loss in closed form, which need not be a likelihood
        return observations.stream()
                .map(Observation::oracle)
                .distinct()
                .allMatch(oracle -> criterion.isLikelihood(oracle, areExact));
    }

    /** Returns whether a decision chooses exactly one coordinate, and any coordinate may be chosen. */
    static boolean isChoice(Observation observation) {
        return observation
                .oracle()
                .as(StructuredOracle.class)
                .filter(structured -> structured.polytope() instanceof Polytope.Hypersimplex set && set.k() == 1)
                .isPresent();
    }
}
