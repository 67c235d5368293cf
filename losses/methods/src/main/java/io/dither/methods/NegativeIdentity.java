package io.dither.methods;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Input;
import io.dither.layer.Pass;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;

/**
 * A layer without noise whose backward pass replaces the Jacobian of the solution by s I, for the identity I. The sign s is +1 for
 * scores, which is the straight-through estimator, and -1 for costs (Sahoo et al., "Backpropagation through
 * Combinatorial Algorithms: Identity with Projection Works", ICLR 2023).
 *
 * <p>The forward pass returns the solution y*(theta), without noise. The product with a cotangent v is s P'(theta)^T v,
 * where P is a projection of theta that does not change the solution. It is not a gradient of the output. But if v is
 * the gradient of a loss in the solution, and a small step of theta against the product changes the solution from y to
 * y', then &lt;v, y'&gt; &lt; &lt;v, y&gt;: to first order the loss is smaller. The forward pass takes one solve, a
 * product takes none. Standard errors are 0. Immutable and thread-safe.
 *
 * @param oracle the oracle
 * @param projection the component that is projected out of theta
 */
public record NegativeIdentity(LinearOracle oracle, Projection projection) implements DifferentiableLayer {
    /**
     * The component that is projected out of theta. The forward pass solves at theta itself, because the projection
     * does not change the solution.
     */
    public enum Projection {
        /** Nothing. */
        NONE,
        /** The mean: theta - mean(theta), for sets on which the sum of the coordinates is constant. */
        MEAN,
        /** The length: theta / |theta|. */
        NORM,
        /** The mean, then the length, for sets on which the sum of the coordinates is constant. */
        STD
    }

    /**
     * Makes the layer of an oracle.
     *
     * @throws io.dither.error.InvalidArgumentException if the projection may change solutions
     */
    public NegativeIdentity {
        requireSameSolutions(projection, oracle);
    }

    private static void requireSameSolutions(Projection projection, LinearOracle oracle) {
        boolean centres = projection == Projection.MEAN || projection == Projection.STD;
        boolean scales = projection == Projection.NORM || projection == Projection.STD;
        Arguments.require(
                !centres || oracle.traits().contains(Trait.CONSTANT_SUM),
                "projection = " + projection
                        + " may change solutions: the sum of their coordinates is not known to be constant",
                "Maybe NORM, or an oracle that declares CONSTANT_SUM");
        Arguments.require(
                !scales || !oracle.traits().contains(Trait.OFFSET),
                "projection = " + projection + " may change solutions: they carry constants h(y)",
                "Maybe NONE");
    }

    @Override
    public Pass forward(Input input) {
        LinearOracle inputOracle = input.oracle(); // may differ from the oracle of this layer
        requireSameSolutions(projection, inputOracle);
        Vertex answer = inputOracle.answer(input.theta());
        int sign = inputOracle.sense().sign();
        return Pass.solved(answer.toArray(), answer.gap(), v -> Vectors.scaled(sign, projected(input.theta(), v)));
    }

    /** Returns P'(theta)^T v for the projection P. */
    private double[] projected(double[] theta, double[] v) {
        return switch (projection) {
            case NONE -> v;
            case MEAN -> centred(v);
            case NORM -> orthogonal(theta, v);
            case STD -> centred(orthogonal(centred(theta), v));
        };
    }

    private static double[] centred(double[] v) {
        double mean = 0;
        for (double coordinate : v) {
            mean += coordinate / v.length;
        }
        double[] centred = v.clone();
        for (int i = 0; i < centred.length; i++) {
            centred[i] -= mean;
        }
        return centred;
    }

    /**
     * Multiplies by the transposed Jacobian of theta / |theta|: (v - u &lt;u, v&gt;) / |theta| for
     * u = theta / |theta|; returns 0 at theta = 0.
     */
    private static double[] orthogonal(double[] theta, double[] v) {
        double norm = Vectors.norm(theta);
        if (norm == 0) {
            return new double[v.length];
        }
        double[] unit = Vectors.scaled(1 / norm, theta);
        return Vectors.combined(1 / norm, v, -Vectors.dot(unit, v) / norm, unit);
    }
}
