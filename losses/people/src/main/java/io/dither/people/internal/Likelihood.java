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
     * Evaluates.
     *
     * @param person the index of the person
     * @param weights in standardised units; read only
     * @param gradient filled with that of the result in the weights
     * @return the logarithm of the probability; NaN outside the domain of an oracle
     */
    double of(int person, double[] weights, double[] gradient);

    @Override
    default void close() {}

    /** Returns whether all decisions have exact probabilities. */
    static boolean isExact(Criterion criterion, List<Observation> observations) {
        boolean exact = criterion.isExact(observations);
        return observations.stream()
                .map(Observation::oracle)
                .distinct()
                .allMatch(oracle -> criterion.isLikelihood(oracle, exact));
    }

    static boolean isChoice(Observation observation) {
        return observation
                .oracle()
                .as(StructuredOracle.class)
                .filter(structured -> structured.polytope() instanceof Polytope.Hypersimplex set && set.k() == 1)
                .isPresent();
    }
}
