package io.dither.exact;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Input;
import io.dither.layer.Pass;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.capability.Polytope;
import io.dither.oracle.capability.StructuredOracle;

/**
 * Random subsets of exactly k of n, S with probability proportional to exp(sum over S of s theta_i / epsilon), s = +1
 * for scores and -1 for costs: the probability that each i is in S (Ahmed et al., "SIMPLE: A Gradient Estimator for
 * k-Subset Sampling", 2023).
 *
 * <p>F_eps = s epsilon ln(sum over subsets of exp(sum over S of s theta_i / epsilon)) is convex (concave for costs),
 * the marginals are its gradient y_eps, and its Jacobian is s / epsilon times the covariance of S. For k = 1 it is
 * softmax, that is, {@code argmax} with Gumbel noise; for k above 1 it belongs to no additive noise. Standard errors
 * are 0, and no solver is called.
 *
 * <p><b>Cost.</b> O(n k) for the value with the marginals, and for a vector-Jacobian product. Scores are shifted so
 * that independent choices would take about k elements: nothing underflows as in exp(theta), no digits cancel, and the
 * loop takes no logarithm. Immutable and thread-safe.
 *
 * @param oracle {@code argmax}, {@code top-k} or {@code nearest-neighbours}
 * @param epsilon the temperature, above 0, in the units of theta
 */
public record SubsetMarginals(LinearOracle oracle, double epsilon) implements SmoothedOptimizer {
    /**
     * Makes the layer.
     *
     * @throws InvalidArgumentException if the oracle's solutions are not subsets of k of n
     */
    public SubsetMarginals {
        Arguments.positive("epsilon", epsilon);
        size(oracle);
    }

    private static int size(LinearOracle set) {
        int k = set.as(StructuredOracle.class)
                .map(structured -> structured.polytope() instanceof Polytope.Hypersimplex simplex ? simplex.k() : 0)
                .orElse(0);
        Arguments.require(
                k > 0,
                "these marginals are of subsets of k of n, but the oracle is "
                        + set.getClass().getSimpleName(),
                "Maybe Oracles.topK(n, k)");
        return k;
    }

    @Override
    public Pass forward(Input input) {
        Subsets subsets = subsets(input);
        double scale = input.oracle().sense().sign() / epsilon;
        return Pass.exact(subsets.marginals(), v -> subsets.covariance(v, scale));
    }

    @Override
    public ValueAndGradient smoothed(Input input) {
        Subsets subsets = subsets(input);
        double value = input.oracle().sense().sign() * epsilon * subsets.logPartition();
        return ValueAndGradient.exact(value, subsets.marginals());
    }

    private Subsets subsets(Input input) {
        LinearOracle set = input.oracle();
        double[] theta = Arguments.finite("theta", input.theta(), set.dimension());
        return new Subsets(Vectors.scaled(set.sense().sign() / epsilon, theta), size(set));
    }
}
