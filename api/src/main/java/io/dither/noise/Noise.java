package io.dither.noise;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.random.KeyedRandom;

/**
 * A law on R^d with density proportional to exp(-nu(z)), with a sampler. Further properties are sub-interfaces: the
 * gradient of nu, called the score ({@link ScoredNoise}), the Hessian of nu ({@link CurvedNoise}), independent
 * coordinates ({@link BlockNoise}), independent coordinates of one law ({@link IndependentNoise}), a fixed dimension
 * ({@link DimensionedNoise}).
 *
 * <p>A layer perturbs theta to X = theta + sign eps Z. F(X) is the optimal objective at X, F_eps(theta) = E F(X), and
 * y_eps is the gradient of F_eps (Berthet et al. 2020, section 2). Implementations are immutable and thread-safe, draw
 * from the generator alone, and keep no reference to the arrays passed to them.
 */
public interface Noise {
    /** {@return the name that reports show, such as {@code gaussian}} */
    String name();

    /**
     * Draws one sample. A noise that is not a {@link BlockNoise} draws all coordinates from one stream.
     *
     * @param random the generator, placed at the start of the sample's stream
     * @param z filled with the sample; its length is the dimension
     */
    void sample(KeyedRandom random, double[] z);

    /**
     * Returns the mean of a coordinate. Fitted models add {@link #sign sign} times epsilon times the mean to theta when
     * they decide, because decision makers decide by theta with noise.
     *
     * @param coordinate the index
     * @return E Z_i; the median if the law has no mean
     */
    double mean(int coordinate);

    /**
     * Returns the sign of additive noise: X = theta + sign eps Z.
     *
     * @param oracle the oracle that is perturbed
     * @return the sign of the {@linkplain io.dither.oracle.Sense#sign() sense}, so that a minimiser solves cost - eps
     *     Z; the opposite sign if theta is {@linkplain Trait#SCORED a score although the oracle minimises}. {@linkplain
     *     NonnegativeNoise#sign Nonnegative} noise has its own rule
     */
    default int sign(LinearOracle oracle) {
        int sign = oracle.sense().sign();
        return oracle.traits().contains(Trait.SCORED) ? -sign : sign;
    }

    /** {@return the standard normal law: nu(z) = |z|^2 / 2, grad nu(z) = z} */
    static IndependentNoise gaussian() {
        return Gaussian.INSTANCE;
    }

    /**
     * {@return the standard Gumbel law: density exp(-z - exp(-z)) per coordinate, grad nu(z) = 1 - exp(-z), mean
     * 0.5772156649 (Euler's gamma)}
     *
     * <p>With argmax it gives exactly y_eps = softmax(theta / epsilon) and F_eps = epsilon logsumexp(theta / epsilon) +
     * epsilon gamma, with Euler's gamma. Its mean adds sign epsilon gamma to each coordinate of theta, which changes
     * y_eps if sum(y) differs between solutions: then prefer {@link #centredGumbel()}.
     */
    static IndependentNoise gumbel() {
        return Gumbel.STANDARD;
    }

    /** {@return the Gumbel law moved to mean 0: grad nu(z) = 1 - exp(-(z + gamma)) with Euler's gamma} */
    static IndependentNoise centredGumbel() {
        return Gumbel.CENTRED;
    }

    /**
     * {@return the standard logistic law: density exp(-z) / (1 + exp(-z))^2 per coordinate, grad nu(z) = tanh(z / 2),
     * mean 0, variance pi^2 / 3} It is the law of the difference of two independent Gumbel variables.
     */
    static IndependentNoise logistic() {
        return Logistic.INSTANCE;
    }

    /**
     * {@return the standard Laplace law: density exp(-|z|) / 2 per coordinate, grad nu(z) = sign(z), mean 0, variance
     * 2} As nu has a kink at 0, the law is not a {@link CurvedNoise}.
     */
    static IndependentNoise laplace() {
        return Laplace.INSTANCE;
    }

    /**
     * {@return gamma coordinates of the same shape and scale 1; mean and variance are the shape} A layer adds this
     * noise to costs, which must stay at least 0. 5 is a good shape: standard errors of gradients of y_eps need the
     * fourth moment of the score, which exists for shapes above 4; values and Fenchel-Young losses allow any shape.
     *
     * @param shape the shape, above 0
     */
    static NonnegativeNoise gamma(double shape) {
        return new Gamma(shape);
    }

    /**
     * {@return gamma coordinates of scale 1, each with its own shape} The shape may be proportional to the length of a
     * road: the sum of gamma variables is a gamma variable, so that cutting a road in two changes nothing, and a road
     * of length 0 has no noise. The noise of a coordinate adds its shape times epsilon on average.
     *
     * @param shapes one per coordinate, at least 0; copied
     */
    static NonnegativeNoise gamma(double[] shapes) {
        return new ShapedGamma(shapes);
    }

    /**
     * {@return the sum-of-gamma law of temperature 1: a coordinate is (G_1 + ... + G_s - ln s) / kappa with independent
     * G_i of shape 1 / kappa and scale kappa / i} Its mean is (1 + 1/2 + ... + 1/s - ln s) / kappa, its variance (1 +
     * 1/4 + ... + 1/s^2) / kappa.
     *
     * <p>The sum of kappa such variables tends to a Gumbel variable as s grows, so the law suits oracles whose
     * solutions have kappa ones and otherwise zeros. Its density has no closed form, so there is no score; only values,
     * y_eps and Fenchel-Young losses can be computed. Source: Niepert, Minervini and Franceschi 2021, "Implicit MLE";
     * sampler: Marsaglia and Tsang 2000.
     *
     * @param kappa the number of ones of a solution, at least 1
     * @param s the number of terms, from 1 to 10,000; 10 is usual
     */
    static Noise sumOfGamma(int kappa, int s) {
        return new SumOfGamma(kappa, s);
    }

    /**
     * Returns independent normal coordinates with mean 0, each with its own standard deviation: density proportional to
     * exp(-sum z_i^2 / (2 sigma_i^2)), grad nu(z)_i = z_i / sigma_i^2, variance sigma_i^2.
     *
     * @param amplitudes the standard deviations sigma, each above 0; copied. Their number is the dimension
     * @return the noise, a {@link DimensionedNoise}
     * @throws InvalidArgumentException if an amplitude is not above 0
     */
    static CurvedNoise gaussian(double[] amplitudes) {
        return new ScaledGaussian(amplitudes);
    }

    /**
     * Returns the normal law with mean 0 and a full covariance Sigma: density proportional to exp(-z^T Sigma^-1 z / 2),
     * grad nu(z) = Sigma^-1 z. A sample and a score cost O(d^2).
     *
     * @param covariance Sigma, d rows of length d, symmetric and positive definite; copied
     * @return the noise, a {@link DimensionedNoise}
     * @throws InvalidArgumentException if the covariance is not square, symmetric and positive definite
     */
    static CurvedNoise gaussianWithCovariance(double[][] covariance) {
        return new CorrelatedGaussian(covariance);
    }
}
