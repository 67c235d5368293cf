package io.dither.testing;

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

/** The subject of a certification: an oracle under a noise, the use of the noise, and the properties of the result. */
record Subject(LinearOracle oracle, Noise noise, double epsilon, boolean multiplicative, int samples, long seed) {
    private static final int LARGEST_HESSIAN = 32;

    /** The steps that key what is drawn, so that no two share a stream, nor one with {@code KeyedRandom(seed)}. */
    enum Stream {
        DIRECTION,
        BRACKET,
        ESTIMATE,
        VALUES,
        HESSIAN,
        ENDS,
        NODES,
        TWICE,
        SHARE,
        TWO_SHARES;

        NoiseKey key(long example) {
            return new NoiseKey(name().hashCode(), example);
        }
    }

    /** Returns whether noise leaves the domain, so that X is moved back to its bound. */
    private boolean clamps() {
        boolean stays = multiplicative
                || (noise instanceof NonnegativeNoise && oracle.domain().inward() != 0);
        return !stays && !oracle.domain().isEverywhere();
    }

    /** Computes X of Z. */
    void perturb(double[] theta, double[] z, double[] x) {
        Domain domain = oracle.domain();
        for (int i = 0; i < x.length; i++) {
            double moved = multiplicative
                    ? theta[i] * StrictMath.exp(epsilon * z[i] - 0.5 * epsilon * epsilon)
                    : theta[i] + noise.sign(oracle) * epsilon * z[i];
            x[i] = Math.max(domain.lower(i), Math.min(moved, domain.upper(i)));
        }
    }

    /** Returns c with d E[r(X)] / d theta_i = c E[r(X) grad nu(Z)_i]; 0 if noise does not move the coordinate. */
    double factor(double[] theta, int i) {
        double moves = multiplicative ? theta[i] : NoiseChecks.isStill(noise, i) ? 0 : noise.sign(oracle);
        return moves == 0 ? 0 : 1 / (epsilon * moves);
    }

    private Optional<String> heuristic(String quantity) {
        return oracle.traits().contains(Trait.HEURISTIC) ? Optional.of("a heuristic's " + quantity) : Optional.empty();
    }

    /** Returns the reason why there are no gradients by the score, or empty if there are. */
    Optional<String> noScore() {
        return noise instanceof ScoredNoise scored && scored.hasFourthMoment()
                ? Optional.empty()
                : Optional.of("noise " + noise.name() + " has no score with a fourth moment");
    }

    /** Returns the reason why values alone do not give y_eps, or empty if they do. */
    Optional<String> noValueGradient() {
        return noScore().or(() -> heuristic("y_eps is not the gradient of F_eps"));
    }

    /** Returns why values alone do not give the Jacobian. */
    Optional<String> noHessian() {
        boolean curved = noise instanceof CurvedNoise && !multiplicative && !clamps();
        return curved && oracle.dimension() <= LARGEST_HESSIAN
                ? noValueGradient()
                : Optional.of("only for additive noise with a second derivative, not clamped, up to dimension "
                        + LARGEST_HESSIAN);
    }

    /** Returns why F_eps need be neither convex nor concave. */
    Optional<String> noCurvature() {
        String flat = "F_eps is neither convex nor concave";
        return clamps() ? Optional.of("where clamped, " + flat) : heuristic(flat);
    }

    /** Draws a normal vector for an index, from a stream that no noise uses. */
    double[] direction(long index) {
        KeyedRandom random = new KeyedRandom(seed);
        NoiseKey key = Stream.DIRECTION.key(index);
        random.key(seed, key.step(), key.example());
        random.sample(0);
        double[] direction = new double[oracle.dimension()];
        Arrays.setAll(direction, i -> random.nextGaussian());
        return direction;
    }
}
