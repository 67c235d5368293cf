package io.dither.methods;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Input;
import io.dither.layer.Pass;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;

/**
 * SparseMAP (Niculae et al. 2018), an optimizer that is smoothed by a regulariser instead of noise: y_lambda(theta), the point of the
 * hull of the feasible set that is nearest to s theta / lambda, with s = +1 for scores and -1 for costs. On the simplex it is sparsemax
 * (Martins and Astudillo 2016), on ranks the soft ranks of Blondel et al. (2020).
 *
 * <p>Its value is F_lambda(theta) = &lt;theta, y_lambda&gt; - s lambda |y_lambda|^2 / 2, whose gradient is y_lambda, so that {@link
 * io.dither.losses.FenchelYoungLoss} accepts it like any smoothed optimizer. Standard errors are 0.
 *
 * <p><b>Cost.</b> The search takes fully corrective Frank-Wolfe steps with an exact active set (Wolfe 1976;
 * Lacoste-Julien and Jaggi 2015). It ends when no further solution improves the point by more than rounding errors.
 * Each step takes one solve and a few small linear systems. A gradient takes no solve: it is computed on the face that
 * the active solutions span. Where the output goes from one face to another, as at theta = 0 if 0 is a corner of the
 * hull, it is the gradient on one of these faces. On a set with curved sides (a portfolio) it is the gradient on a
 * chord: the output is right, but its gradient is not.
 *
 * <p>Immutable and thread-safe.
 *
 * @param oracle the oracle. Its solutions carry no constants h(y). Either its domain is unbounded, or its solutions are 0/1 and its domain
 *     bounds costs only from below (scores from above)
 * @param lambda the strength of the regularisation, above 0
 */
public record SparseMap(LinearOracle oracle, double lambda) implements SmoothedOptimizer {
    /** Each step adds a corner; a search that needs more steps than this gives up. */
    private static final int MOST_STEPS = 10_000;

    /**
     * Regularises an oracle.
     *
     * @throws InvalidArgumentException if a solve may leave the domain of the oracle, or its solutions carry
     *     constants
     */
    public SparseMap {
        Arguments.positive("lambda", lambda);
        requireSupported(oracle);
    }

    private static void requireSupported(LinearOracle oracle) {
        // the search moves theta by lambda times a mean of solutions: costs upwards, scores downwards
        boolean staysInDomain = oracle.traits().contains(Trait.ZERO_ONE)
                && oracle.domain().unboundedDirection() == -oracle.sense().sign();
        Arguments.require(
                oracle.domain().isEverywhere() || staysInDomain,
                "sparsemap also solves at theta moved by solutions, but the oracle's domain is " + oracle.domain(),
                "Maybe use a perturbed optimizer, with one-sided or multiplicative noise");
        Arguments.require(
                !oracle.traits().contains(Trait.OFFSET),
                "sparsemap ignores the constants h(y) that solutions of the oracle add to their objective",
                "Maybe use a perturbed optimizer, which adds them");
    }

    /** Returns lambda, which corresponds to the amplitude of the noise. */
    @Override
    public double epsilon() {
        return lambda;
    }

    @Override
    public Pass forward(Input input) {
        ActiveFace nearest = nearest(input);
        double scale = input.oracle().sense().sign() / lambda;
        return Pass.solved(nearest.point(), nearest.gap(), v -> Vectors.scaled(scale, nearest.product(v)));
    }

    @Override
    public ValueAndGradient smoothed(Input input) {
        ActiveFace nearest = nearest(input);
        double[] y = nearest.point();
        double penalty = input.oracle().sense().sign() * lambda * (Vectors.dot(y, y) / 2);
        return ValueAndGradient.exact(Vectors.dot(input.theta(), y) - penalty, y)
                .plusGap(nearest.gap());
    }

    /** Finds the point of the hull that is nearest to u = s theta / lambda. */
    private ActiveFace nearest(Input input) {
        LinearOracle inputOracle = input.oracle(); // may differ from the oracle of this layer
        requireSupported(inputOracle);
        double[] theta = Arguments.finite("theta", input.theta(), inputOracle.dimension());
        double[] u = Vectors.scaled(inputOracle.sense().sign() / lambda, theta);
        // the regulariser adds -pull times the point to the gradient of the objective
        double pull = inputOracle.sense().sign() * lambda;
        Vertex vertex = new Vertex(u.length);
        try (OracleSession session = OracleSession.openGuarded(inputOracle)) {
            session.solve(theta, vertex);
            ActiveFace face = new ActiveFace(u, vertex.toArray());
            for (int step = 0; step < MOST_STEPS; step++) {
                session.solve(Vectors.combined(1, theta, -pull, face.point()), vertex);
                double[] corner = vertex.toArray();
                if (!face.gainsBy(corner) || !face.add(corner)) {
                    return face.withGap(vertex.gap());
                }
            }
        }
        throw new OracleException(
                OracleException.Code.NOT_OPTIMAL,
                "no regularised solution after " + MOST_STEPS + " steps of lambda " + lambda);
    }
}
