package io.dither.experiments.methods;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Isotonic;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Input;
import io.dither.layer.Pass;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracle.capability.Polytope;
import io.dither.oracle.capability.StructuredOracle;
import io.dither.regularized.RegularizedOptimizer;
import java.util.Arrays;

/**
 * Theta in order, softly (Blondel et al., "Fast Differentiable Sorting and Ranking", 2020): the point of the hull of all permutations of
 * theta that is nearest to (0, ..., n - 1) / epsilon.
 *
 * <p>Unlike other layers it returns no ranks but values: coordinate r is the theta of rank r, in the order of its oracle, ascending for
 * {@code ranking} and descending for the minimiser. Exact sorting below some epsilon, the mean of theta in the limit of a large one; the
 * sum is always that of theta. O(n log n), and O(n) for a vector-Jacobian product; no solves, and standard errors of 0. Immutable and
 * thread-safe. The soft ranks of the same paper are {@link RegularizedOptimizer#sparseMap} on the same oracles.
 *
 * @param oracle a ranking of n coordinates
 * @param epsilon the strength of the regularisation, above 0
 */
record SoftSort(LinearOracle oracle, double epsilon) implements DifferentiableLayer {
    /**
     * Makes the layer.
     *
     * @throws InvalidArgumentException if the oracle is no ranking
     */
    public SoftSort {
        Arguments.positive("epsilon", epsilon);
        requireRanking(oracle);
    }

    static void requireRanking(LinearOracle set) {
        Arguments.require(
                set.as(StructuredOracle.class)
                        .filter(structured -> structured.polytope() instanceof Polytope.Permutahedron)
                        .isPresent(),
                "this layer is of rankings, but its oracle is " + set.getClass().getSimpleName(),
                "Maybe Oracles.ranking(n)");
    }

    @Override
    public Pass forward(Input input) {
        requireRanking(input.oracle());
        double[] theta = Arguments.finite("theta", input.theta(), input.oracle().dimension());
        int n = theta.length;
        int[] order = Vectors.descending(theta);
        double[] w = Isotonic.inOrder(theta, order);
        double[] z = new double[n];
        Arrays.setAll(z, i -> (n - 1 - i) / epsilon);
        int[] starts = Isotonic.blocks(z, w, true);
        double[] sorted = averaged(starts, w);
        double[] centres = averaged(starts, z);
        Arrays.setAll(sorted, i -> sorted[i] + z[i] - centres[i]);
        boolean ascending = input.oracle().sense() == Sense.MAXIMIZE;
        return Pass.exact(oriented(sorted, ascending), v -> {
            double[] means = averaged(starts, oriented(v, ascending));
            double[] product = new double[n];
            for (int i = 0; i < n; i++) {
                product[order[i]] = means[i];
            }
            return product;
        });
    }

    private static double[] averaged(int[] starts, double[] values) {
        double[] means = new double[values.length];
        for (int b = 0; b + 1 < starts.length; b++) {
            double sum = 0;
            for (int i = starts[b]; i < starts[b + 1]; i++) {
                sum += values[i];
            }
            Arrays.fill(means, starts[b], starts[b + 1], sum / (starts[b + 1] - starts[b]));
        }
        return means;
    }

    private static double[] oriented(double[] descending, boolean ascending) {
        double[] values = descending.clone();
        if (ascending) {
            for (int i = 0; i < values.length; i++) {
                values[i] = descending[values.length - 1 - i];
            }
        }
        return values;
    }
}
