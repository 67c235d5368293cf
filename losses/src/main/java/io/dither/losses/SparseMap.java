package io.dither.losses;

import io.dither.algebra.Vectors;
import io.dither.error.Arguments;
import io.dither.error.OracleException;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Input;
import io.dither.layer.Pass;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;

/**
 * The optimizer regularised by lambda |y|^2 / 2 in place of noise: the point of the hull of the feasible set that is nearest
 * to theta / lambda (-theta / lambda for costs). On the simplex with lambda 1 it is sparsemax (Martins and Astudillo, 2016);
 * in general, SparseMAP (Niculae et al., 2018).
 *
 * <p>It calls only the linear oracle, by the nearest-point method of Wolfe (1976), and is exact to 1e-9 of the scale of the
 * data, so its standard errors are 0. Its gradient is that of the face on which the answer lies. Thread-safe.
 */
public final class SparseMap implements DifferentiableLayer {
    private static final double TOLERANCE = 1e-10;
    private static final int MOST_STEPS = 10_000;

    private final LinearOracle oracle;
    private final double lambda;

    /**
     * Regularises an oracle.
     *
     * @param oracle the oracle, right everywhere and without offsets
     * @param lambda the strength of the regularisation, above 0
     * @throws io.dither.error.InvalidArgumentException where the domain is not everywhere or solutions carry constants
     */
    public SparseMap(LinearOracle oracle, double lambda) {
        Arguments.require(
                oracle.domain().isEverywhere(),
                "the nearest-point method asks the oracle for any theta, but its domain is " + oracle.domain(),
                "Maybe use a perturbed optimizer, with one-sided or multiplicative noise");
        Arguments.require(
                !oracle.traits().contains(Trait.OFFSET),
                "the nearest-point method sees solutions alone, but those of the oracle carry constants h(y)",
                "Maybe use a perturbed optimizer, which adds them");
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
        ActiveFace face = nearest(set, input.theta());
        double scale = set.sense().sign() / lambda;
        return Pass.exact(face.point(), v -> Vectors.scaled(scale, face.alongFace(v)));
    }

    private ActiveFace nearest(LinearOracle set, double[] theta) {
        int dimension = set.dimension();
        Arguments.finite("theta", theta, dimension);
        int sign = set.sense().sign();
        double[] target = Vectors.scaled(sign / lambda, theta);
        Vertex vertex = new Vertex(dimension);
        try (OracleSession session = set.openSession()) {
            session.solve(theta, vertex);
            ActiveFace face = new ActiveFace(target, vertex.toArray());
            for (int step = 0; step < MOST_STEPS; step++) {
                session.solve(Vectors.combined(sign, target, -sign, face.point()), vertex);
                double[] corner = vertex.toArray();
                if (face.gain(corner) <= TOLERANCE * face.scale() || !face.add(corner)) {
                    return face;
                }
            }
        }
        throw new OracleException(
                OracleException.Code.NOT_OPTIMAL,
                "no nearest point after " + MOST_STEPS + " steps of lambda " + lambda);
    }
}
