package io.dither.losses;

import io.dither.algebra.Vectors;
import io.dither.error.Arguments;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Input;
import io.dither.layer.Pass;
import io.dither.oracle.LinearOracle;

/**
 * A solver with the gradient of an interpolation of the loss behind it (Vlastelica et al., "Differentiation of Blackbox
 * Combinatorial Solvers", ICLR 2020).
 *
 * <p>Forward is the solution y*(theta), without noise. The product of a cotangent g is made of one more solve, of what the
 * loss would rather see: s (y*(theta) - y*(theta - s lambda g)) / lambda, with s = +1 for scores and -1 for costs. It is
 * the gradient of a piecewise affine function that equals the linearised loss on all thetas but those within about
 * lambda g of a change of the solution. Only the size of theta against lambda matters. Where theta moved so would leave the
 * oracle's domain it is clamped to it, as the authors' programs do. Standard errors are 0. Immutable and thread-safe.
 */
public final class BlackBoxInterpolation implements DifferentiableLayer {
    private final LinearOracle oracle;
    private final double lambda;

    /**
     * Wraps an oracle.
     *
     * @param oracle the oracle
     * @param lambda how far to look, above 0: larger is smoother and less faithful
     */
    public BlackBoxInterpolation(LinearOracle oracle, double lambda) {
        this.oracle = oracle;
        this.lambda = Arguments.positive("lambda", lambda);
    }

    @Override
    public LinearOracle oracle() {
        return oracle;
    }

    @Override
    public Pass forward(Input input) {
        LinearOracle set = input.oracle();
        double[] here = set.solve(input.theta());
        return Pass.exact(here, v -> interpolated(set, input.theta(), here, v));
    }

    private double[] interpolated(LinearOracle set, double[] theta, double[] here, double[] cotangent) {
        int sign = set.sense().sign();
        double[] moved = inside(set, Vectors.combined(1, theta, -sign * lambda, cotangent));
        return Vectors.scaled(sign / lambda, Vectors.minus(here, set.solve(moved)));
    }

    /** Clamps a theta to the domain of an oracle, in place. */
    static double[] inside(LinearOracle set, double[] theta) {
        for (int i = 0; i < theta.length; i++) {
            theta[i] = Math.min(
                    Math.max(theta[i], set.domain().lower(i)), set.domain().upper(i));
        }
        return theta;
    }
}
