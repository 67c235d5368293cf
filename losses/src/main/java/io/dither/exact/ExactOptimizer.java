package io.dither.exact;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.layer.Input;
import io.dither.layer.Pass;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Thetas;
import io.dither.oracle.capability.StructuredOracle;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The perturbed optimizer with additive noise, exact and without samples: the expected optimal value F_eps, the mean
 * solution y_eps = grad F_eps and the Jacobian J of y_eps (Berthet et al. 2020, section 2), in closed form or by
 * one-dimensional quadrature.
 *
 * <p>There is such a layer for argmax and top-k, ranks, sign and the unit box, with any {@link
 * io.dither.noise.IndependentNoise}, and for products of these sets. If {@linkplain io.dither.oracle.Trait#SCORED theta
 * is a score although the oracle minimises}, there is one only for ranks and products of ranks. Theta and all results
 * are in the oracle's own units: for a minimiser theta is a cost, and the noise is subtracted: theta - eps Z ({@link
 * Noise#sign} has the exception). Standard errors are 0. No solver is called. Immutable and thread-safe.
 *
 * <p>The accuracy does not depend on the ratio of theta to epsilon: y_eps lies in the convex hull of the set and is
 * accurate to 1e-12, the sum of its coordinates to a relative 1e-12, J to 1e-12 / eps, F_eps to 1e-12 (|F_eps| + d
 * eps). This was measured up to d = 1,000 with the laws of {@link Noise}; other laws need a density that is smooth
 * except at 0 and at its ends.
 * A coordinate that noise cannot change is exact, and a shift of all coordinates loses no digits. A result beyond the
 * largest double is an error.
 */
public final class ExactOptimizer implements SmoothedOptimizer {
    private final LinearOracle oracle;
    private final Noise noise;
    private final double epsilon;
    private final Smoothing smoothing;

    private ExactOptimizer(LinearOracle oracle, Noise noise, double epsilon, Smoothing smoothing) {
        this.oracle = oracle;
        this.noise = noise;
        this.epsilon = epsilon;
        this.smoothing = smoothing;
    }

    /**
     * Creates the layer of an oracle.
     *
     * @param oracle an oracle over a set that has an exact layer
     * @param noise the law of Z
     * @param epsilon the amplitude of the noise, above 0, in the units of theta
     * @return the layer
     * @throws InvalidArgumentException if epsilon is not positive or the pair of oracle and noise has no exact layer
     */
    public static ExactOptimizer of(LinearOracle oracle, Noise noise, double epsilon) {
        Arguments.positive("epsilon", epsilon);
        return find(oracle, noise, epsilon)
                .map(smoothing -> new ExactOptimizer(oracle, noise, epsilon, smoothing))
                .orElseThrow(() -> new InvalidArgumentException(
                        "noise = " + noise.name() + " on " + describe(oracle) + " has no exact layer; there is one for"
                                + " argmax, top-k, ranking, sign and hypercube with any IndependentNoise, such as"
                                + " laplace, and for products of these",
                        "Maybe estimate it by samples"));
    }

    private static Optional<Smoothing> find(LinearOracle oracle, Noise noise, double epsilon) {
        return oracle.as(StructuredOracle.class)
                // scores are sign(sense) theta: if the sign of the noise in theta is not sign(sense), the noise is
                // subtracted from the scores
                .flatMap(structured -> Smoothing.of(
                        structured.polytope(),
                        noise,
                        epsilon,
                        noise.sign(oracle) != oracle.sense().sign()));
    }

    private static String describe(LinearOracle oracle) {
        return oracle.as(StructuredOracle.class)
                .map(structured -> "the set " + structured.polytope().getClass().getSimpleName() + " of dimension "
                        + oracle.dimension())
                .orElseGet(() ->
                        "an oracle whose set has no name (" + oracle.getClass().getSimpleName() + ")");
    }

    /**
     * Returns whether there is an exact layer.
     *
     * @param oracle the oracle
     * @param noise the law of Z
     * @return whether {@link #of(LinearOracle, Noise, double)} accepts the pair
     */
    public static boolean isAvailable(LinearOracle oracle, Noise noise) {
        return find(oracle, noise, 1).isPresent();
    }

    @Override
    public LinearOracle oracle() {
        return oracle;
    }

    /** {@return the noise} */
    public Noise noise() {
        return noise;
    }

    @Override
    public double epsilon() {
        return epsilon;
    }

    /**
     * Checks theta and converts it to scores; the same sign converts F and J back to the oracle's units. Throws an
     * {@link OracleException} if theta is invalid.
     */
    private double[] scores(double[] theta) {
        double[] scores = theta.clone();
        int sign = oracle.sense().sign();
        double check = 0; // NaN if a number is not finite
        for (int i = 0; i < scores.length; i++) {
            check += 0 * scores[i];
            scores[i] *= sign;
        }
        if (check != 0 || theta.length != oracle.dimension()) {
            Thetas.check(theta, oracle.dimension());
        }
        return scores;
    }

    /** Multiplies an array by the sign of the sense, in place. */
    private double[] signed(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= oracle.sense().sign();
        }
        return values;
    }

    /** As {@link #scores}, for an argument of a method: throws {@link InvalidArgumentException} if theta is invalid. */
    private double[] scoresOfArgument(double[] theta) {
        return scores(Arguments.finite("theta", theta, oracle.dimension()));
    }

    private double[] requireFinite(String name, double[] theta, double... values) {
        double check = 0; // NaN if a number is not finite
        for (double number : values) {
            check += 0 * number;
        }
        if (check != 0) {
            throw new OracleException(
                    OracleException.Code.INVALID_INPUT,
                    name + " is beyond the largest double: the largest |theta[i]| is "
                            + CommonOps_DDRM.elementMaxAbs(DMatrixRMaj.wrap(theta.length, 1, theta)) + ", epsilon "
                            + epsilon + ". Maybe measure both in another unit");
        }
        return values;
    }

    /**
     * {@return F_eps(theta), the mean over Z of the largest &lt;theta + eps Z, y&gt; for scores, or of the
     * smallest &lt;theta - eps Z, y&gt; for costs}
     *
     * @param theta the parameters, length d; read only
     * @throws io.dither.error.InvalidArgumentException if theta has another length or is not finite
     * @throws OracleException if the result overflows
     */
    public double value(double[] theta) {
        return requireFinite("F_eps", theta, oracle.sense().sign() * smoothing.value(scoresOfArgument(theta)))[0];
    }

    /**
     * Returns y_eps(theta), the gradient of {@link #value(double[])}.
     *
     * @param theta the parameters, length d; read only
     * @return the mean solution, length d; the caller owns it
     * @throws io.dither.error.InvalidArgumentException if theta has another length or is not finite
     * @throws OracleException if the result overflows
     */
    public double[] mean(double[] theta) {
        return requireFinite("y_eps", theta, smoothing.mean(scoresOfArgument(theta)));
    }

    /**
     * Returns the Jacobian of y_eps at theta, a symmetric matrix: positive semidefinite if the oracle maximises,
     * negative semidefinite if it minimises.
     *
     * @param theta the parameters, length d; read only
     * @return d x d, row i the gradient of coordinate i; the caller owns it
     * @throws io.dither.error.InvalidArgumentException if theta has another length or is not finite
     * @throws OracleException if the result overflows
     */
    public DMatrixRMaj jacobian(double[] theta) {
        DMatrixRMaj jacobian = smoothing.jacobian(scoresOfArgument(theta));
        requireFinite("J", theta, signed(jacobian.data));
        return jacobian;
    }

    /** Returns the exact layer of an input's own oracle. */
    private ExactOptimizer layerOf(LinearOracle inputOracle) {
        return inputOracle == oracle ? this : of(inputOracle, noise, epsilon);
    }

    @Override
    public Pass forward(Input input) {
        ExactOptimizer layer = layerOf(input.oracle());
        double[] theta = input.theta();
        return Pass.exact(layer.mean(theta), v -> layer.product(theta, v));
    }

    /** Returns J v without the matrix; this is also v J, as J is symmetric. */
    private double[] product(double[] theta, double[] v) {
        return requireFinite("J v", theta, signed(smoothing.product(scores(theta), v)));
    }

    /**
     * Returns F_eps(theta) and y_eps(theta) at once.
     *
     * @param theta the parameters, length d; read only
     * @param mean filled with y_eps(theta), length d
     * @return F_eps(theta)
     * @throws io.dither.error.InvalidArgumentException if the mean has another length
     * @throws OracleException if theta has another length or is not finite, or the result overflows
     */
    public double valueAndMean(double[] theta, double[] mean) {
        Arguments.length("mean", mean, oracle.dimension());
        double value = oracle.sense().sign() * smoothing.valueAndMean(scores(theta), mean);
        requireFinite("y_eps", theta, mean);
        return requireFinite("F_eps", theta, value)[0];
    }

    /**
     * Computes the Hessian of F_eps(X w) in w, which is X' J X, without the matrix J.
     *
     * @param theta the parameters X w, length d; read only
     * @param mean y_eps(theta), as {@link #valueAndMean} fills it; read only
     * @param x the matrix X of d rows, row by row; read only
     * @param triangle filled with the lower triangle of the Hessian, row by row
     * @throws io.dither.error.InvalidArgumentException if the length of another array is wrong
     * @throws OracleException if theta has another length or is not finite, or a result overflows
     */
    public void hessian(double[] theta, double[] mean, double[] x, double[] triangle) {
        int rows = oracle.dimension();
        Arguments.length("mean", mean, rows);
        int columns = x.length / rows;
        Arguments.length("x", x, rows * columns);
        Arguments.length("triangle", triangle, columns * (columns + 1) / 2);
        smoothing.hessian(scores(theta), mean, x, triangle);
        requireFinite("the Hessian", theta, signed(triangle));
    }

    @Override
    public ValueAndGradient smoothed(Input input) {
        double[] mean = new double[input.theta().length];
        double value = layerOf(input.oracle()).valueAndMean(input.theta(), mean);
        return ValueAndGradient.exact(value, mean);
    }
}
