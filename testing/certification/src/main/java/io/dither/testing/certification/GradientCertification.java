package io.dither.testing.certification;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.layer.SmoothedOptimizer;
import io.dither.noise.Noise;
import io.dither.noise.ScoredNoise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks the values and gradients of a smoothed optimizer by identities that need no guessed tolerance: each difference
 * may be at most {@value #BOUND} times its own standard error.
 *
 * <p>X is theta perturbed by eps times the noise Z with the density exp(-nu); grad nu is the score of the noise. F(X)
 * is the value of the oracle, F_eps the mean of F(X), and y_eps the output of the layer, which should be the gradient
 * of F_eps. M is the number of samples, and a VJP is a vector-Jacobian product of y_eps.
 *
 * <p>A check reports the worst of its scores and their number k. If the estimates are right, a check fails by chance
 * with a probability of about 5.7e-7 k (Bonferroni, two-sided), which is below one in a thousand for a thousand scores.
 * Seeds are fixed, and failed checks are not repeated. The checks are:
 *
 * <ol>
 *   <li>Stein's identities of the noise, E[grad nu(Z)] = 0 and E[Z grad nu(Z)^T] = I. This finds a wrong score or a
 *   wrong scale.
 *   <li>Bracket: with the same noise at both ends of a step of any size, the increment of F_eps lies between the
 *   increments that the gradients at the ends predict. The reason is that F_eps is convex for a maximiser and concave
 *   for a minimiser. This finds a wrong sign. The check accepts a {@link Bracket#excess} of at most 1e-7.
 *   <li>F_eps, y_eps and a VJP against an exact layer, if one is given.
 *   <li>grad F_eps against E[F(X) grad nu(Z)] / eps, and the Jacobian of y_eps against the Hessian that is computed
 *   from values only (Berthet et al. 2020, proposition 2.2). A simple loop over the oracle computes both references.
 *   This finds a wrong scale.
 *   <li>The VJP integrated along a segment against the difference of y_eps between its ends (midpoint rule with 32
 *   nodes). On a segment of length 1, the error of the rule is about 4e-5 times the change of the slope of the VJP, far
 *   below the standard error. This finds a wrong sign or scale.
 *   <li>M and 2M samples agree, and 2M samples have standard errors that are smaller by the square root of 2.
 * </ol>
 *
 * <p>Compared estimates have different {@linkplain io.dither.layer.NoiseKey noise keys}, and so independent samples. A
 * solution that occurs in no sample does not contribute to standard errors, but its probability may be up to about 3 /
 * M (rule of three). So the error that it may cause is added to the standard errors of y_eps, the VJP and the Jacobian.
 * Mutable; use it in one thread.
 */
public final class GradientCertification {
    /** The largest accepted difference, in standard errors. */
    public static final double BOUND = 5;

    /** The largest accepted {@link Bracket#excess}. */
    private static final double TOLERANCE = 1e-7;

    private final Noise noise;
    private final IntFunction<? extends SmoothedOptimizer> layers;
    private @Nullable SmoothedOptimizer exact;
    private boolean multiplicative;
    private int samples = 10_000;
    private long seed = 1;

    private GradientCertification(Noise noise, IntFunction<? extends SmoothedOptimizer> layers) {
        this.noise = noise;
        this.layers = layers;
    }

    /**
     * Starts to certify the layers of an oracle under a noise.
     *
     * @param noise the law of Z
     * @param layers makes a layer with the given number of samples, always with the same oracle, epsilon and seed; the
     *     layers are closed after use
     * @return the settings: additive noise, no exact layer, 10,000 samples, seed 1
     */
    public static GradientCertification of(Noise noise, IntFunction<? extends SmoothedOptimizer> layers) {
        return new GradientCertification(noise, layers);
    }

    /**
     * Adds a layer that computes the same function exactly.
     *
     * @param layer the layer, whose standard errors are 0
     * @return these settings
     */
    public GradientCertification exact(SmoothedOptimizer layer) {
        exact = layer;
        return this;
    }

    /**
     * Makes the noise multiplicative: X = theta exp(eps Z - eps^2 / 2). Otherwise X = theta + sign eps Z with the
     * {@linkplain Noise#sign sign} of the noise. Coordinates of X outside the oracle's domain are moved to its bounds.
     *
     * @return these settings
     */
    public GradientCertification multiplicative() {
        multiplicative = true;
        return this;
    }

    /**
     * Chooses M. All checks together need about 23 times M solves per theta.
     *
     * @param number at least 1000, so that sums over samples are close to normal
     * @return these settings
     */
    public GradientCertification samples(int number) {
        samples = Arguments.atLeast("samples", number, 1000);
        return this;
    }

    /**
     * Chooses the seed of directions, and of the noise that checks draw themselves.
     *
     * @param value the seed
     * @return these settings
     */
    public GradientCertification seed(long value) {
        seed = value;
        return this;
    }

    /**
     * Runs all checks.
     *
     * @param thetas the parameters to check at, at least one, each of length d and inside the domain; read only
     * @return one or more checks for each identity, in a fixed order, including skipped checks
     * @throws InvalidArgumentException if the layers cannot be made
     * @throws OracleException if a solve fails or a theta is invalid
     */
    public List<Check> run(double[]... thetas) {
        Arguments.atLeast("number of thetas", thetas.length, 1);
        // few is for brackets, nodes is for the nodes of segments, and twice has 2M samples;
        // share and twoShares have a 16th of M and of 2M, for the spread of standard errors
        try (SmoothedOptimizer layer = layers.apply(samples);
                SmoothedOptimizer few = layers.apply(samples / 10);
                SmoothedOptimizer nodes = layers.apply(samples / 8);
                SmoothedOptimizer twice = layers.apply(2 * samples);
                SmoothedOptimizer share = layers.apply(samples / ThetaChecks.SHARES);
                SmoothedOptimizer twoShares = layers.apply(samples / ThetaChecks.SHARES * 2)) {
            Subject subject = new Subject(layer.oracle(), noise, layer.epsilon(), multiplicative, samples, seed);
            List<ThetaChecks> thetaChecks = IntStream.range(0, thetas.length)
                    .mapToObj(k -> new ThetaChecks(subject, layer, k, thetas[k]))
                    .toList();
            List<Check> results = new ArrayList<>();
            // ten times the samples, because no solves are needed
            results.add(Check.worst(
                    "Stein identities of the noise",
                    subject.noScoreReason(),
                    () -> NoiseChecks.stein(
                            (ScoredNoise) noise, subject.oracle().dimension(), 10 * samples, seed)));
            results.add(check(
                    "bracket of F_eps (sign)",
                    subject.noConvexityReason(),
                    thetaChecks,
                    checks -> checks.brackets(few, TOLERANCE)));
            for (int q = 0; q < ThetaChecks.QUANTITIES.size(); q++) {
                results.add(checkAgainstExact(subject, thetaChecks, q));
            }
            results.add(check(
                    "y_eps against value-only gradient",
                    subject.noValueGradientReason(),
                    thetaChecks,
                    checks -> checks.valueGradient(layer)));
            results.add(check(
                    "Jacobian against value-only Hessian",
                    subject.noHessianReason(),
                    thetaChecks,
                    checks -> checks.hessian(layer)));
            results.add(check(
                    "VJP against differences of y_eps",
                    subject.noScoreReason(),
                    thetaChecks,
                    checks -> checks.integratedVjp(layer, nodes)));
            results.add(check(
                    "M and 2M samples agree", Optional.empty(), thetaChecks, checks -> checks.againstTwice(twice)));
            results.add(check(
                    "standard errors shrink by sqrt 2",
                    Optional.empty(),
                    thetaChecks,
                    checks -> checks.shrinkage(share, twoShares)));
            return results;
        }
    }

    /** Compares a quantity, given by its index in QUANTITIES, with the exact layer. */
    private Check checkAgainstExact(Subject subject, List<ThetaChecks> thetaChecks, int quantity) {
        SmoothedOptimizer layer = exact;
        boolean needsScore = quantity == ThetaChecks.QUANTITIES.size() - 1; // the VJP
        Optional<String> missing = needsScore ? subject.noScoreReason() : Optional.empty();
        Optional<String> reasonToSkip = layer == null ? Optional.of("no exact layer is given") : missing;
        return check(
                "exact " + ThetaChecks.QUANTITIES.get(quantity),
                reasonToSkip,
                thetaChecks,
                // without a layer this is not called; the condition is for the null checker
                checks -> layer == null ? List.of() : checks.against(layer, quantity));
    }

    /** Makes a check from its scores at all thetas; skips the check if there is a reason to skip it. */
    private static Check check(
            String name,
            Optional<String> reasonToSkip,
            List<ThetaChecks> thetaChecks,
            Function<ThetaChecks, List<ZScore>> scores) {
        return Check.worst(
                name,
                reasonToSkip,
                () -> thetaChecks.stream().map(scores).flatMap(List::stream).toList());
    }
}
