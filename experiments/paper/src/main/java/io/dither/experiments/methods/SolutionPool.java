package io.dither.experiments.methods;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.nio.DoubleBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Distinct solutions of one oracle, in the order in which they were added: contrastive and ranking losses compare a prediction with them
 * instead of solving (Mulamba et al. 2021).
 *
 * <p>It is made from decisions, such as the optimal decisions of the training data; adding solutions gives a new pool. Immutable and
 * thread-safe.
 */
public final class SolutionPool {
    private final LinearOracle oracle;
    private final List<Vertex> solutions;

    private SolutionPool(LinearOracle oracle, List<Vertex> solutions) {
        this.oracle = oracle;
        this.solutions = solutions;
    }

    /**
     * Makes a pool.
     *
     * @param oracle the oracle, whose solutions carry no constants h(y) ({@link Trait#OFFSET})
     * @param decisions the solutions, at least one; equal ones are merged
     * @return the pool
     * @throws InvalidArgumentException if there is no solution, or a solution is known not to be feasible
     */
    public static SolutionPool of(LinearOracle oracle, Collection<Decision> decisions) {
        Arguments.require(
                !oracle.traits().contains(Trait.OFFSET),
                "a pool compares <theta, y> alone, but solutions of the oracle carry constants h(y)",
                "Maybe use SPO+, which adds them");
        Arguments.require(!decisions.isEmpty(), "the pool has no solutions", "Maybe the training data are empty");
        Map<DoubleBuffer, Vertex> distinct = new LinkedHashMap<>(); // buffers are equal if their numbers are
        for (Decision decision : decisions) {
            Vertex solution = decision.feasibleFor(oracle);
            distinct.putIfAbsent(DoubleBuffer.wrap(solution.toArray()), solution);
        }
        return new SolutionPool(oracle, List.copyOf(distinct.values()));
    }

    /** {@return the oracle} */
    public LinearOracle oracle() {
        return oracle;
    }

    /**
     * Returns the solutions.
     *
     * @return the distinct solutions in their order; read only
     */
    public List<Vertex> solutions() {
        return solutions;
    }

    /** Returns &lt;theta, y&gt; of each solution y. The oracle of the example must be the oracle of the pool. */
    double[] values(double[] theta, LinearOracle exampleOracle) {
        Arguments.require(
                exampleOracle == oracle,
                "the pool holds solutions of another oracle than that of the example",
                "Maybe make a pool, and a loss, for each oracle");
        Arguments.finite("theta", theta, oracle.dimension());
        double[] values = new double[solutions.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = solutions.get(k).dot(theta);
        }
        return values;
    }

    /** Returns the sum of weighted solutions. */
    double[] combined(double[] weights) {
        double[] sum = new double[oracle.dimension()];
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] != 0) {
                solutions.get(k).addTo(sum, weights[k]);
            }
        }
        return sum;
    }
}
