package io.dither.regularized;

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
import io.dither.oracle.capability.StructuredOracle;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * An optimizer that is smoothed by a regulariser instead of noise: y_lambda(theta), the point of the hull of the
 * feasible set with the best s &lt;theta, y&gt; - lambda Omega(y), with s = +1 for scores and -1 for costs (Blondel,
 * Martins and Niculae, "Learning with Fenchel-Young Losses", 2020).
 *
 * <p>With half the squared norm it is SparseMAP (Niculae et al. 2018), the point nearest to s theta / lambda: sparsemax
 * on the simplex (Martins and Astudillo 2016), the soft ranks of Blondel et al. (2020) on ranks. With the negative
 * entropy it is softmax on the simplex. Its value F_lambda(theta) = &lt;theta, y_lambda&gt; - s lambda Omega(y_lambda)
 * has the gradient y_lambda, so that it works with {@link io.dither.losses.FenchelYoungLoss} and {@link
 * io.dither.losses.TrueFenchelYoungLoss}. Standard errors are 0.
 *
 * <p><b>Cost.</b> There is a closed form, O(d log d), and O(d) per vector-Jacobian product, for half the squared norm
 * on {@code argmax}, {@code top-k}, {@code ranking}, {@code sign}, {@code hypercube}, for the entropy on {@code argmax}
 * and {@code ranking}, and for products of these. Any other oracle is solved in fully corrective Frank-Wolfe steps with
 * an exact active set (Wolfe 1976; Lacoste-Julien and Jaggi 2015), each with a solve and a small linear system, to 1e-9
 * of the scale of the data. Gradients take no solve: they are those of the face that the active solutions span. If
 * several faces meet, as at theta = 0, it is one of them. On a set with curved sides (a portfolio) it is a chord: the
 * output is right, the gradient is not.
 *
 * <p>Immutable and thread-safe.
 *
 * @param oracle the oracle, without constants h(y). Its domain is everywhere; if solutions are 0/1 and Omega is half
 * the squared norm, costs may be bounded from below (scores from above)
 * @param regularizer Omega
 * @param lambda the strength of the regularisation, above 0
 */
public record RegularizedOptimizer(LinearOracle oracle, Regularizer regularizer, double lambda)
        implements SmoothedOptimizer {
    private static final int MAX_STEPS = 10_000;
    private static final double BLUR = 0.1;
    private static final double LEAST_BLUR = 1e-12;

    /**
     * Regularises an oracle.
     *
     * @throws InvalidArgumentException if theta could leave the oracle's domain, or its solutions carry constants h(y)
     */
    public RegularizedOptimizer {
        Arguments.positive("lambda", lambda);
        requireFit(oracle, regularizer);
    }

    /**
     * Regularises by half the squared norm: SparseMAP.
     *
     * @param oracle the oracle
     * @param lambda the strength of the regularisation, above 0
     * @return the layer
     */
    public static RegularizedOptimizer sparseMap(LinearOracle oracle, double lambda) {
        return new RegularizedOptimizer(oracle, Regularizer.halfSquaredNorm(), lambda);
    }

    private static void requireFit(LinearOracle set, Regularizer regularizer) {
        boolean stays = regularizer == Regularizer.none()
                || (regularizer == Regularizer.halfSquaredNorm()
                        && set.traits().contains(Trait.ZERO_ONE)
                        && set.domain().inward() == -set.sense().sign());
        Arguments.require(
                set.domain().isEverywhere() || stays,
                "the method solves at theta shifted by the gradient of Omega, but the oracle's domain is "
                        + set.domain(),
                "Maybe use a perturbed optimizer, with one-sided or multiplicative noise");
        Arguments.require(
                !set.traits().contains(Trait.OFFSET),
                "the method cannot use constants h(y), which solutions of the oracle carry",
                "Maybe use a perturbed optimizer, which adds them");
    }

    /** Returns lambda, which corresponds to the amplitude of the noise. */
    @Override
    public double epsilon() {
        return lambda;
    }

    @Override
    public Pass forward(Input input) {
        Optimum optimum = optimum(input);
        double scale = input.oracle().sense().sign() / lambda;
        return Pass.solved(optimum.point(), optimum.gap(), v -> Vectors.scaled(scale, optimum.product(v)));
    }

    @Override
    public ValueAndGradient smoothed(Input input) {
        Optimum optimum = optimum(input);
        double[] y = optimum.point();
        double penalty = input.oracle().sense().sign() * lambda * regularizer.value(y);
        return ValueAndGradient.exact(Vectors.dot(input.theta(), y) - penalty, y)
                .plusGap(optimum.gap());
    }

    /**
     * {@return lambda Omega(y), the conjugate of F_lambda on the hull; whether y is in the hull is not checked}
     *
     * @param y a point of the hull, length d; read only
     */
    @Override
    public OptionalDouble conjugate(double[] y) {
        return OptionalDouble.of(lambda * regularizer.value(Arguments.finite("y", y, y.length)));
    }

    private Optimum optimum(Input input) {
        LinearOracle set = input.oracle();
        double[] theta = Arguments.finite("theta", input.theta(), set.dimension());
        double[] u = Vectors.scaled(set.sense().sign() / lambda, theta);
        return set.as(StructuredOracle.class)
                .<Optimum>flatMap(structured -> ClosedForm.of(structured.polytope(), regularizer, u))
                .orElseGet(() -> best(set, theta, u));
    }

    private ActiveFace best(LinearOracle set, double[] theta, double[] u) {
        requireFit(set, regularizer);
        double pull = set.sense().sign() * lambda;
        Vertex vertex = new Vertex(u.length);
        try (OracleSession session = OracleSession.of(set)) {
            session.solve(theta, vertex);
            ActiveFace face = new ActiveFace(u, regularizer, vertex.toArray());
            if (regularizer == Regularizer.none()) {
                return face.withGap(vertex.gap());
            }
            double blur = regularizer == Regularizer.negativeEntropy() ? BLUR : 0;
            for (int step = 0; step < MAX_STEPS; step++) {
                double[] slope = regularizer.gradient(blurred(face.point(), blur));
                session.solve(Vectors.combined(1, theta, -pull, slope), vertex);
                double[] corner = vertex.toArray();
                if (face.gainsBy(corner) && face.add(corner)) {
                    continue;
                }
                if (blur == 0) {
                    return face.withGap(vertex.gap());
                }
                blur = blur < LEAST_BLUR ? 0 : blur / 100;
            }
        }
        throw new OracleException(
                OracleException.Code.NOT_OPTIMAL,
                "no regularised solution after " + MAX_STEPS + " steps of lambda " + lambda);
    }

    /**
     * Moves a point inwards for the first search of corners, because at 0 the slope of the entropy is so large that it
     * hides theta.
     */
    private static double[] blurred(double[] y, double blur) {
        Arrays.setAll(y, i -> y[i] + blur);
        return y;
    }
}
