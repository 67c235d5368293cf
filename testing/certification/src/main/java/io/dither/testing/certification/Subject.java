package io.dither.testing.certification;

import io.dither.layer.NoiseKey;
import io.dither.noise.CurvedNoise;
import io.dither.noise.Noise;
import io.dither.noise.NonnegativeNoise;
import io.dither.noise.ScoredNoise;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The oracle and the noise that a certification checks. This class also finds the reasons to skip checks.
 *
 * @param multiplicative whether X = theta exp(eps Z - eps^2 / 2); otherwise X = theta + sign eps Z
 * @param samples M, the number of samples of an estimate
 * @param seed the seed of directions, and of the noise that checks draw themselves
 */
record Subject(LinearOracle oracle, Noise noise, double epsilon, boolean multiplicative, int samples, long seed) {
    /** In larger dimensions the entries of the Hessian, d^2 of them, take too many samples. */
    private static final int MAX_HESSIAN_DIMENSION = 32;

    /**
     * The kinds of draws. Each kind has its own {@link NoiseKey#step}, so that no kind shares a stream of random
     * numbers with another kind or with {@code KeyedRandom(seed)}.
     */
    enum Stream {
        DIRECTION,
        BRACKET,
        ESTIMATE,
        VALUES,
        HESSIAN,
        TWICE,
        SHARE,
        TWO_SHARES;

        NoiseKey key(long example) {
            return new NoiseKey(name().hashCode(), example);
        }
    }

    /** Returns whether noise may move theta out of the domain, so that X is moved to the bounds of the domain. */
    private boolean mayClamp() {
        Domain domain = oracle.domain();
        // a factor above 0 keeps X inside if each bound is 0 or infinite, that is, equal to twice itself;
        // a layer adds nonnegative noise in the direction without bounds
        boolean staysInside = multiplicative
                ? IntStream.range(0, oracle.dimension())
                        .allMatch(i -> 2 * domain.lower(i) == domain.lower(i) && 2 * domain.upper(i) == domain.upper(i))
                : noise instanceof NonnegativeNoise && domain.unboundedDirection() != 0;
        return !staysInside && !domain.isEverywhere();
    }

    /** Computes the noisy theta X from the noise Z, into {@code x}. */
    void perturb(double[] theta, double[] z, double[] x) {
        Domain domain = oracle.domain();
        for (int i = 0; i < x.length; i++) {
            double moved = multiplicative
                    ? theta[i] * StrictMath.exp(epsilon * z[i] - 0.5 * epsilon * epsilon)
                    : theta[i] + noise.sign(oracle) * epsilon * z[i];
            x[i] = Math.max(domain.lower(i), Math.min(moved, domain.upper(i)));
        }
    }

    /**
     * Returns the c with d E[r(X)] / d theta_i = c E[r(X) grad nu(Z)_i] for any function r of X; 0 if noise does not
     * move coordinate i.
     */
    double scoreFactor(double[] theta, int i) {
        double additive = NoiseChecks.isWithoutNoise(noise, i) ? 0 : noise.sign(oracle);
        double amplitude = epsilon * (multiplicative ? theta[i] : additive);
        return amplitude == 0 ? 0 : 1 / amplitude;
    }

    /** Returns "a heuristic's" and the fact, as the reason to skip a check; empty if the oracle is not a heuristic. */
    private Optional<String> heuristicReason(String fact) {
        return oracle.traits().contains(Trait.HEURISTIC) ? Optional.of("a heuristic's " + fact) : Optional.empty();
    }

    /** Returns the reason why gradients cannot be estimated with the score; empty if they can. */
    Optional<String> noScoreReason() {
        return noise instanceof ScoredNoise scored && scored.scoreHasFourthMoment()
                ? Optional.empty()
                : Optional.of("noise " + noise.name() + " has no score with a fourth moment");
    }

    /** Returns the reason why y_eps cannot be computed from values only; empty if it can. */
    Optional<String> noValueGradientReason() {
        return noScoreReason().or(() -> heuristicReason("y_eps is not the gradient of F_eps"));
    }

    /** Returns the reason why the Jacobian cannot be computed from values only; empty if it can. */
    Optional<String> noHessianReason() {
        boolean hasCurvature = noise instanceof CurvedNoise && !multiplicative && !mayClamp();
        return hasCurvature && oracle.dimension() <= MAX_HESSIAN_DIMENSION
                ? noValueGradientReason()
                : Optional.of("only for additive noise with a second derivative, not clamped, up to dimension "
                        + MAX_HESSIAN_DIMENSION);
    }

    /** Returns the reason why F_eps need not be convex or concave; empty if it must be. */
    Optional<String> noConvexityReason() {
        String reason = "F_eps is neither convex nor concave";
        return mayClamp() ? Optional.of("with noise clamped to the domain, " + reason) : heuristicReason(reason);
    }

    /** Draws a normal vector for an index, from a stream that no noise uses. */
    double[] direction(long index) {
        KeyedRandom random = new KeyedRandom(seed);
        NoiseKey key = Stream.DIRECTION.key(index);
        random.setKey(seed, key.step(), key.example());
        random.startSample(0);
        double[] direction = new double[oracle.dimension()];
        Arrays.setAll(direction, i -> random.nextGaussian());
        return direction;
    }
}
