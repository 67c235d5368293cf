package io.dither.experiments.methods;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Input;
import io.dither.layer.Pass;
import io.dither.oracle.LinearOracle;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * A sorting network with soft swaps (Petersen et al., "Differentiable Sorting Networks for Scalable Sorting and Ranking Supervision",
 * 2021; "Monotonic Differentiable Sorting Networks", 2022): a and b, of which the first wire is to have the smaller, become alpha a +
 * (1 - alpha) b and (1 - alpha) a + alpha b, with alpha = f((b - a) / epsilon) of a distribution function f.
 *
 * <p>All swaps make a doubly stochastic matrix P; P[r][i] is how much coordinate i has rank r. The layer returns the soft ranks P^T (0,
 * ..., n - 1), a point of the permutahedron, in the order of its oracle: ascending for {@code ranking}, descending for the minimiser.
 * {@link #permutation} has P itself. Gradients are exact, by the chain rule through all swaps. They are not those of a convex function, so
 * it is no smoothed optimizer. Standard errors are 0. Immutable and thread-safe.
 *
 * <p><b>Cost</b> of ranks, and of a vector-Jacobian product of them: O(n^2) for the odd-even network, O(n log^2 n) for the bitonic
 * one; n times as much for the matrix.
 *
 * @param oracle a ranking of n coordinates
 * @param kind the network
 * @param law the distribution function
 * @param epsilon the softness, above 0, in the units of theta
 */
record SortingNetwork(LinearOracle oracle, Kind kind, Law law, double epsilon) implements DifferentiableLayer {
    /** The pairs of wires to compare. */
    public enum Kind {
        /** Neighbours, n times: local, so that far coordinates do not mix. */
        ODD_EVEN,
        /** Batcher's bitonic network, of about log2(n)^2 / 2 layers; for any n, as if the missing coordinates were infinite. */
        BITONIC
    }

    /** The probability that a pair is in order, f(x) of x = (b - a) / epsilon. */
    public enum Law {
        /** f(x) = 1 / (1 + exp(-x)); far from order its gradients vanish, and may have the wrong sign. */
        LOGISTIC,
        /** f(x) = 1/2 + arctan(x) / pi: the smaller of two rises with both. */
        CAUCHY;

        double probability(double x) {
            return this == LOGISTIC ? 1 / (1 + Math.exp(-x)) : 0.5 + Math.atan(x) / Math.PI;
        }

        double density(double x) {
            double tail = Math.exp(-Math.abs(x));
            return this == LOGISTIC ? tail / ((1 + tail) * (1 + tail)) : 1 / (Math.PI * (1 + x * x));
        }
    }

    /**
     * A matrix P, and gradients through it.
     *
     * @param matrix n x n, row r telling who has rank r; rows and columns add up to 1
     * @param pullback takes a cotangent of P, n x n, row by row, to the gradient in theta of the sum of its products with P
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    public record Permutation(DMatrixRMaj matrix, UnaryOperator<double[]> pullback) {}

    /**
     * Makes the layer.
     *
     * @throws InvalidArgumentException if the oracle is no ranking
     */
    public SortingNetwork {
        Arguments.positive("epsilon", epsilon);
        SoftSort.requireRanking(oracle);
    }

    @Override
    public Pass forward(Input input) {
        SoftSort.requireRanking(input.oracle());
        SoftSwaps swaps = swaps(input.theta(), input.oracle());
        double[] places = new double[input.theta().length];
        Arrays.setAll(places, r -> r);
        double[][] ranks = {places};
        return Pass.exact(swaps.back(places), v -> swaps.gradient(ranks, new double[][] {v}));
    }

    /**
     * Computes the relaxed permutation matrix.
     *
     * @param theta the parameters, length n; read only
     * @return P with its pullback
     */
    public Permutation permutation(double[] theta) {
        SoftSwaps swaps = swaps(theta, oracle);
        int n = theta.length;
        double[][] units = new double[n][n];
        double[][] rows = new double[n][];
        for (int r = 0; r < n; r++) {
            units[r][r] = 1;
            rows[r] = swaps.back(units[r]);
        }
        return new Permutation(new DMatrixRMaj(rows), cotangent -> {
            Arguments.finite("cotangent", cotangent, n * n);
            double[][] weights = new double[n][];
            Arrays.setAll(weights, r -> Arrays.copyOfRange(cotangent, r * n, r * n + n));
            return swaps.gradient(units, weights);
        });
    }

    private SoftSwaps swaps(double[] theta, LinearOracle set) {
        Arguments.finite("theta", theta, set.dimension());
        return new SoftSwaps(
                Comparators.layers(kind, theta.length),
                law,
                epsilon * set.sense().sign(),
                theta);
    }
}
