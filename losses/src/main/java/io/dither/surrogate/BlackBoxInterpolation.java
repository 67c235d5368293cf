package io.dither.surrogate;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Input;
import io.dither.layer.Pass;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;

/**
 * A solver with the gradient of an interpolation of the loss (Vlastelica et al., "Differentiation of Blackbox
 * Combinatorial Solvers", ICLR 2020).
 *
 * <p>The output is the solution y*(theta), without noise. The product of the Jacobian with a cotangent g needs one more
 * solve, at a moved theta: s (y*(theta) - y*(theta - s lambda g)) / lambda, with s = +1 for scores
 * and -1 for costs. It is the gradient of a piecewise affine function that equals the linearised loss
 * except within about lambda g of a theta at which the solution changes. Multiplying theta and lambda by the same
 * number above 0 changes no solution. If the moved theta leaves the oracle's domain, it is clamped to the domain, as in
 * the authors' programs. Standard errors are 0. Immutable and thread-safe.
 *
 * @param oracle the oracle
 * @param lambda the step in theta per unit of g, above 0; a larger step makes a smoother but less accurate gradient
 */
public record BlackBoxInterpolation(LinearOracle oracle, double lambda) implements DifferentiableLayer {
    /** Makes the layer of an oracle. */
    public BlackBoxInterpolation {
        Arguments.positive("lambda", lambda);
    }

    @Override
    public Pass forward(Input input) {
        LinearOracle inputOracle = input.oracle(); // may differ from the oracle of the layer
        Vertex answer = inputOracle.answer(input.theta());
        double[] solution = answer.toArray();
        int sign = inputOracle.sense().sign();
        return Pass.solved(solution, answer.gap(), g -> {
            double[] moved = Vectors.combined(1, input.theta(), -sign * lambda, g);
            double[] movedSolution = inputOracle.solve(inputOracle.domain().nearest(moved));
            return Vectors.scaled(sign / lambda, Vectors.minus(solution, movedSolution));
        });
    }
}
