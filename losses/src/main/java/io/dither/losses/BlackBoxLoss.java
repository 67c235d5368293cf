package io.dither.losses;

import io.dither.error.Arguments;
import io.dither.layer.Estimated;
import io.dither.layer.Loss;
import io.dither.layer.LossValue;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;

/**
 * Black-box interpolation (Vlastelica et al. 2020) of the Hamming loss: the number of coordinates in which the oracle's 0/1
 * answer y(theta) differs from the target.
 *
 * <p>The loss is piecewise constant, so a second solve gives a slope: with v = 1 - 2 target the gradient of the loss in y,
 * and costs theta, it is (y(theta + lambda v) - y(theta)) / lambda; for scores, (y(theta) - y(theta - lambda v)) / lambda.
 * It is the gradient of a continuous interpolation of the loss, and no estimate: its standard errors are 0. Where theta moved
 * by lambda v would leave the oracle's domain it is clamped to it, as the authors' programs do. Thread-safe.
 */
public final class BlackBoxLoss implements Loss {
    /** The name under which reports show the value. */
    public static final String NAME = "Hamming loss";

    private final LinearOracle oracle;
    private final double lambda;

    /**
     * Puts the loss on an oracle.
     *
     * @param oracle the oracle, whose points are 0/1
     * @param lambda the length of the interpolation, above 0, in the units of theta
     */
    public BlackBoxLoss(LinearOracle oracle, double lambda) {
        this.oracle = oracle;
        this.lambda = Arguments.positive("lambda", lambda);
    }

    /**
     * Returns the oracle.
     *
     * @return the oracle
     */
    public LinearOracle oracle() {
        return oracle;
    }

    @Override
    public LossValue evaluate(double[] theta, double[] target) {
        int dimension = oracle.dimension();
        Arguments.finite("theta", theta, dimension);
        Arguments.finite("target", target, dimension);
        int sign = oracle.sense().sign();
        double[] moved = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            double there = theta[i] - sign * lambda * (1 - 2 * target[i]);
            moved[i] = Math.min(
                    Math.max(there, oracle.domain().lower(i)), oracle.domain().upper(i));
        }
        Vertex vertex = new Vertex(dimension);
        try (OracleSession session = oracle.openSession()) {
            session.solve(theta, vertex);
            double[] here = vertex.toArray();
            session.solve(moved, vertex);
            return of(here, vertex.toArray(), target, sign);
        }
    }

    private LossValue of(double[] here, double[] there, double[] target, int sign) {
        double value = 0;
        double[] gradient = new double[here.length];
        for (int i = 0; i < here.length; i++) {
            value += here[i] * (1 - target[i]) + (1 - here[i]) * target[i];
            gradient[i] = sign * (here[i] - there[i]) / lambda + 0.0;
        }
        return new LossValue(value, 0, Estimated.exact(gradient));
    }
}
