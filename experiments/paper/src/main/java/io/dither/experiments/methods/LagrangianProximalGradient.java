package io.dither.experiments.methods;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Input;
import io.dither.layer.Pass;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.regularized.RegularizedOptimizer;

/**
 * A solver with the gradients of Lagrangian proximal gradient descent (Paulus, Martius and Musil, "LPGD: A General Framework for
 * Backpropagation through Embedded Optimization Layers", 2024).
 *
 * <p>Forward is the solution y*(theta). Behind a cotangent g stands the loss &lt;g, y*(theta)&gt;, which is replaced by an envelope: the
 * lower one is the least &lt;g, y&gt; + (v* - s &lt;theta, y&gt; + |y - y*|^2 / (2 rho)) / tau over the hull, with v* = s &lt;theta, y*&gt;
 * and s = +1 for scores and -1 for costs, the upper one the largest &lt;g, y&gt; less the same. With y(t) = y*(theta + t s g), or with
 * a finite rho the point with the best s &lt;theta + t s g, y&gt; - |y - y*|^2 / (2 rho), the gradients are
 *
 * <ul>
 *   <li>lower: s (y(0) - y(-tau)) / tau;
 *   <li>upper: s (y(tau) - y(0)) / tau;
 *   <li>central: their mean, s (y(tau) - y(-tau)) / (2 tau), which turns its sign with g.
 * </ul>
 *
 * <p>With an infinite rho the lower one is {@linkplain io.dither.surrogate.BlackBoxInterpolation black-box
 * interpolation} with lambda = tau, and the same holds of its cost: one more solve, two for the central one. A finite rho makes the
 * gradient change continuously with g, by the solves of a {@linkplain RegularizedOptimizer#sparseMap nearest point}. Where theta
 * moved so would leave the oracle's domain it is clamped to it. Standard errors are 0. Immutable and thread-safe.
 *
 * @param oracle the oracle
 * @param envelope which envelope
 * @param tau the step in theta, above 0: larger is smoother and less faithful
 * @param rho the largest distance between solutions, above 0; infinite for any distance, otherwise the oracle must fit a {@link
 *     RegularizedOptimizer} and be right everywhere
 */
record LagrangianProximalGradient(LinearOracle oracle, Envelope envelope, double tau, double rho)
        implements DifferentiableLayer {
    /** The stand-in for the loss behind the layer. */
    public enum Envelope {
        /** At most the loss. */
        LOWER,
        /** At least the loss. */
        UPPER,
        /** The mean of both. */
        CENTRAL
    }

    /**
     * Wraps an oracle.
     *
     * @throws InvalidArgumentException if rho is finite and the oracle does not fit it
     */
    public LagrangianProximalGradient {
        Arguments.positive("tau", tau);
        Arguments.require(rho > 0, "rho = " + rho + " is not above 0", "Maybe infinity, which is not a bound");
        if (rho < Double.POSITIVE_INFINITY) {
            Arguments.require(
                    oracle.domain().isEverywhere(),
                    "rho = " + rho + " asks the oracle for any theta, but its domain is " + oracle.domain(),
                    "Maybe leave it infinite");
            RegularizedOptimizer.sparseMap(oracle, 1 / rho);
        }
    }

    /**
     * Wraps an oracle without a bound on how far solutions move.
     *
     * @param oracle the oracle
     * @param envelope which envelope
     * @param tau the step in theta, above 0
     */
    public LagrangianProximalGradient(LinearOracle oracle, Envelope envelope, double tau) {
        this(oracle, envelope, tau, Double.POSITIVE_INFINITY);
    }

    @Override
    public Pass forward(Input input) {
        LinearOracle set = input.oracle();
        Vertex answer = set.answer(input.theta());
        double[] solution = answer.toArray();
        int sign = set.sense().sign();
        return Pass.solved(solution, answer.gap(), g -> {
            double[] behind = envelope == Envelope.UPPER ? solution : moved(input, solution, -sign * tau, g);
            double[] ahead = envelope == Envelope.LOWER ? solution : moved(input, solution, sign * tau, g);
            double width = envelope == Envelope.CENTRAL ? 2 * tau : tau;
            return Vectors.scaled(sign / width, Vectors.minus(ahead, behind));
        });
    }

    private double[] moved(Input input, double[] solution, double step, double[] direction) {
        LinearOracle set = input.oracle();
        double[] theta = Vectors.combined(1, input.theta(), step, direction);
        if (rho < Double.POSITIVE_INFINITY) {
            double[] pulled = Vectors.combined(1, theta, set.sense().sign() / rho, solution);
            Input pulledInput = new Input(pulled, input.key(), set);
            return RegularizedOptimizer.sparseMap(set, 1 / rho)
                    .forward(pulledInput)
                    .output()
                    .values();
        }
        return set.solve(set.domain().nearest(theta));
    }
}
