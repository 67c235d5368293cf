package io.dither.experiments.methods;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Input;
import io.dither.layer.Pass;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;

/**
 * A solver with the gradients of Lagrangian proximal gradient descent (Paulus, Martius and Musil, "LPGD: A General Framework for
 * Backpropagation through Embedded Optimization Layers", 2024).
 *
 * <p>Forward is the solution y*(theta). A cotangent g stands for the loss &lt;g, y*(theta)&gt;, which is replaced by the mean of a lower
 * and an upper envelope. Let y(t) = y*(theta + t s g), with s = +1 for scores and -1 for costs. The gradient is s (y(tau) - y(-tau)) / (2
 * tau). It changes its sign with g, and takes two more solves. The lower envelope alone is
 * {@linkplain io.dither.surrogate.BlackBoxInterpolation black-box interpolation} with lambda = tau. A moved theta outside the oracle's
 * domain is clamped to it. Standard errors are 0. Immutable and thread-safe.
 *
 * @param oracle the oracle
 * @param tau the factor of the step tau g in theta, above 0: a larger tau makes the gradients smoother and less accurate
 */
record LagrangianProximalGradient(LinearOracle oracle, double tau) implements DifferentiableLayer {
    /** Wraps an oracle. */
    LagrangianProximalGradient {
        Arguments.positive("tau", tau);
    }

    @Override
    public Pass forward(Input input) {
        LinearOracle exampleOracle = input.oracle();
        Vertex answer = exampleOracle.answer(input.theta());
        int sign = exampleOracle.sense().sign();
        return Pass.solved(
                answer.toArray(),
                answer.gap(),
                g -> Vectors.scaled(
                        sign / (2 * tau), Vectors.minus(solved(input, sign * tau, g), solved(input, -sign * tau, g))));
    }

    /** Returns the solution at theta + step * direction, clamped to the domain. */
    private static double[] solved(Input input, double step, double[] direction) {
        double[] theta = Vectors.combined(1, input.theta(), step, direction);
        return input.oracle().solve(input.oracle().domain().nearest(theta));
    }
}
