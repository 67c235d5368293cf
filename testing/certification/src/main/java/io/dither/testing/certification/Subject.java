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

/** The oracle and the noise that a certification checks. This class also finds the reasons why checks do not apply. */
record Subject(LinearOracle oracle, Noise noise, double epsilon, boolean multiplicative, int samples, long seed) {
    /** In larger dimensions the entries of the Hessian, d^2 of them, take too many samples. */
    private static final int MAX_HESSIAN_DIMENSION = 32;

    /**
     * The steps of noise keys. Each kind of draw has a different step, so that no kind shares a stream with another
     * kind or with {@code KeyedRandom(seed)}.
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

    /** Returns whether the noise may leave the domain, so that X is moved to its bounds. */
    private boolean clamps() {
        // exp(...) keeps the sign of theta, and a layer adds nonnegative noise away from the bounds
        boolean stays = multiplicative
                || (noise instanceof NonnegativeNoise && oracle.domain().unboundedDirection() != 0);
        return !stays && !oracle.domain().isEverywhere();
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
     * Returns c with d E[r(X)] / d theta_i = c E[r(X) grad nu(Z)_i] for any function r; 0 if noise does not move the
     * coordinate.
     */
    double factor(double[] theta, int i) {
        double additive = isWithoutNoise(i) ? 0 : noise.sign(oracle);
        double amplitude = epsilon * (multiplicative ? theta[i] : additive);
        return amplitude == 0 ? 0 : 1 / amplitude;
    }

    /** Returns whether a coordinate has no noise. */
    private boolean isWithoutNoise(int coordinate) {
        return noise instanceof NonnegativeNoise positive && positive.mean(coordinate) == 0;
    }

    /** Returns the reason why a property does not hold for a heuristic; empty if the oracle is not a heuristic. */
    private Optional<String> reasonIfHeuristic(String property) {
        return oracle.traits().contains(Trait.HEURISTIC) ? Optional.of("a heuristic's " + property) : Optional.empty();
    }

    /** Returns the reason why gradients cannot be computed by the score; empty if they can. */
    Optional<String> reasonWithoutScore() {
        return noise instanceof ScoredNoise scored && scored.scoreHasFourthMoment()
                ? Optional.empty()
                : Optional.of("noise " + noise.name() + " has no score with a fourth moment");
    }

    /** Returns the reason why y_eps cannot be computed from values only; empty if it can. */
    Optional<String> reasonWithoutValueGradient() {
        return reasonWithoutScore().or(() -> reasonIfHeuristic("y_eps is not the gradient of F_eps"));
    }

    /** Returns the reason why the Jacobian cannot be computed from values only; empty if it can. */
    Optional<String> reasonWithoutHessian() {
        boolean hasCurvature = noise instanceof CurvedNoise && !multiplicative && !clamps();
        return hasCurvature && oracle.dimension() <= MAX_HESSIAN_DIMENSION
                ? reasonWithoutValueGradient()
                : Optional.of("only for additive noise with a second derivative, not clamped, up to dimension "
                        + MAX_HESSIAN_DIMENSION);
    }

    /** Returns the reason why F_eps need not be convex or concave; empty if it must be. */
    Optional<String> reasonWithoutConvexity() {
        String reason = "F_eps is neither convex nor concave";
        return clamps() ? Optional.of("with noise clamped to the domain, " + reason) : reasonIfHeuristic(reason);
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
