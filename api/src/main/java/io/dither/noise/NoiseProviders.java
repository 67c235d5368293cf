package io.dither.noise;

import static io.dither.plugin.Parameter.Type.INTEGER;
import static io.dither.plugin.Parameter.Type.REAL;
import static io.dither.plugin.Parameter.Type.REALS;
import static io.dither.plugin.Parameter.Type.TEXT;

import io.dither.plugin.Parameter;
import io.dither.plugin.Recipe;

/** The text forms of {@link Noise}; the service loader needs a public class for each. */
public final class NoiseProviders {
    private NoiseProviders() {}

    /** {@code gaussian:amplitudes=(1,0.5)}. */
    public static final class Gaussian extends Recipe<Noise> implements NoiseProvider {
        /** Does nothing: for the service loader. */
        public Gaussian() {
            super(
                    "gaussian",
                    "normal coordinates, standard or with amplitudes of their own",
                    p -> p.has("amplitudes") ? Noise.gaussian(p.reals("amplitudes")) : Noise.gaussian(),
                    Parameter.optional(
                            "amplitudes",
                            REALS,
                            null,
                            "the standard deviations, one a coordinate; all 1 where none are given"));
        }
    }

    /** {@code gumbel}. */
    public static final class Gumbel extends Recipe<Noise> implements NoiseProvider {
        /** Does nothing: for the service loader. */
        public Gumbel() {
            super("gumbel", "Gumbel coordinates of mean 0.5772: argmax becomes softmax", p -> Noise.gumbel());
        }
    }

    /** {@code centred-gumbel}. */
    public static final class CentredGumbel extends Recipe<Noise> implements NoiseProvider {
        /** Does nothing: for the service loader. */
        public CentredGumbel() {
            super("centred-gumbel", "Gumbel coordinates moved to mean 0", p -> Noise.centredGumbel());
        }
    }

    /** {@code logistic}. */
    public static final class Logistic extends Recipe<Noise> implements NoiseProvider {
        /** Does nothing: for the service loader. */
        public Logistic() {
            super("logistic", "logistic coordinates", p -> Noise.logistic());
        }
    }

    /** {@code laplace}. */
    public static final class Laplace extends Recipe<Noise> implements NoiseProvider {
        /** Does nothing: for the service loader. */
        public Laplace() {
            super("laplace", "Laplace coordinates; no second derivative", p -> Noise.laplace());
        }
    }

    /** {@code gamma:shape=5}. */
    public static final class Gamma extends Recipe<Noise> implements NoiseProvider {
        /** Does nothing: for the service loader. */
        public Gamma() {
            super(
                    "gamma",
                    "gamma coordinates of scale 1, added to costs that must stay at least 0",
                    p -> p.has("shapes") ? Noise.gamma(p.reals("shapes")) : Noise.gamma(p.real("shape")),
                    Parameter.optional("shape", REAL, "5", "above 0; above 4 for gradients of y_eps"),
                    Parameter.optional("shapes", REALS, null, "one a coordinate; 0 for one without noise"));
        }
    }

    /** {@code sum-of-gamma:kappa=5,s=10}. */
    public static final class SumOfGamma extends Recipe<Noise> implements NoiseProvider {
        /** Does nothing: for the service loader. */
        public SumOfGamma() {
            super(
                    "sum-of-gamma",
                    "sums of gamma variables, for points of kappa ones; no score",
                    p -> Noise.sumOfGamma(p.integer("kappa", 1), p.integer("s", 1)),
                    Parameter.required("kappa", INTEGER, "the number of ones of a point, at least 1"),
                    Parameter.optional("s", INTEGER, "10", "the number of terms, at least 1"));
        }
    }

    /** {@code gaussian-covariance:rows=((1,0.5);(0.5,1))}. */
    public static final class GaussianCovariance extends Recipe<Noise> implements NoiseProvider {
        /** Does nothing: for the service loader. */
        public GaussianCovariance() {
            super(
                    "gaussian-covariance",
                    "a normal law with a full covariance",
                    p -> Noise.gaussianWithCovariance(p.rows("rows")),
                    Parameter.required("rows", TEXT, "the rows of the covariance, such as ((1,0.5);(0.5,1))"));
        }
    }

    /** {@code low-rank-gaussian:diagonal=(1,1),factors=((1);(0.5))}. */
    public static final class LowRankGaussian extends Recipe<Noise> implements NoiseProvider {
        /** Does nothing: for the service loader. */
        public LowRankGaussian() {
            super(
                    "low-rank-gaussian",
                    "a normal law with covariance diagonal + factors factors^T",
                    p -> Noise.lowRankGaussian(p.reals("diagonal"), p.rows("factors")),
                    Parameter.required("diagonal", REALS, "variances above 0, one a coordinate"),
                    Parameter.required(
                            "factors", TEXT, "one row a coordinate, one column a factor, such as ((1);(0.5))"));
        }
    }
}
