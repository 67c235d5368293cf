package io.dither.certify;

import io.dither.error.Arguments;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.DomainPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks the values and gradients of an oracle under a noise by identities that leave no tolerance to guess: each
 * difference is divided by its own standard error and may be at most {@value #BOUND} of them.
 *
 * <p>A line reports the worst of its scores and their number k. For honest estimates a line fails by chance with a
 * probability of about 5.7e-7 k (Bonferroni, two sides), so at a thousand scores still below one in a thousand. Seeds
 * are fixed and nothing is ever run again. The checks:
 *
 * <ol>
 *   <li>Stein's identities of the noise, E[grad nu(Z)] = 0 and E[Z grad nu(Z)^T] = I: a wrong score or a wrong scale.
 *   <li>Bracket: with the same noise at both ends, the increment of F_eps lies between those that the gradients at the
 *       ends predict, for steps of any size, as F_eps is convex for a maximiser and concave for a minimiser: a wrong sign.
 *   <li>Exact value, y_eps and VJP where {@link io.dither.exact.ExactOptimizer} has them.
 *   <li>grad F_eps made of solutions against that made of values alone; the Jacobian against the value-only Hessian
 *       (Berthet et al. 2020, proposition 2.2): a wrong scale in either.
 *   <li>The VJP integrated along a segment against the difference of y_eps between its ends (midpoint rule on 32 nodes,
 *       whose error of about 4e-5 of a change of slope is far below the standard error): a wrong sign or scale.
 *   <li>Doubled samples: M and 2M samples agree, and standard errors shrink by the square root of 2.
 * </ol>
 *
 * <p>Estimates are compared under independent keys of the noise, with independent samples. A standard error is never
 * taken below that of a solution that 3 samples in M would show, since what no sample met has none of its own.
 * Immutable and thread-safe.
 */
public final class GradientCertification {
    /** How many standard errors a difference may be: 5. */
    public static final double BOUND = 5;

    private static final List<Trial> TRIALS = List.of(
            new SteinTrial(),
            new BracketTrial(),
            new ExactTrial(),
            new ValueOnlyTrial(),
            new HessianTrial(),
            new SegmentTrial(),
            new DoublingTrial());

    private final Subject subject;

    private GradientCertification(Subject subject) {
        this.subject = subject;
    }

    /**
     * Starts to certify an oracle.
     *
     * @param oracle the oracle
     * @return the settings: Gaussian noise, epsilon 1, 10,000 samples, seed 1, one thread, relative tolerance 1e-7 of the
     *     solver
     */
    public static GradientCertification of(LinearOracle oracle) {
        return new GradientCertification(
                new Subject(oracle, Noise.gaussian(), 1, false, DomainPolicy.REFUSE, 10_000, 1, 1, 1e-7));
    }

    /**
     * Chooses the noise.
     *
     * @param law the law of Z, built-in or the user's own
     * @return changed settings
     */
    public GradientCertification noise(Noise law) {
        return new GradientCertification(subject.withNoise(law));
    }

    /**
     * Chooses the amplitude of the noise.
     *
     * @param amplitude epsilon, above 0, in the units of theta
     * @return changed settings
     */
    public GradientCertification epsilon(double amplitude) {
        return new GradientCertification(subject.withEpsilon(Arguments.positive("epsilon", amplitude)));
    }

    /**
     * Chooses multiplicative noise, which keeps the sign of each coordinate.
     *
     * @return changed settings
     */
    public GradientCertification multiplicative() {
        return new GradientCertification(subject.withMultiplicative());
    }

    /**
     * Chooses what happens where noise leaves the domain of the oracle.
     *
     * @param policy the policy
     * @return changed settings
     */
    public GradientCertification domainPolicy(DomainPolicy policy) {
        return new GradientCertification(subject.withPolicy(policy));
    }

    /**
     * Chooses M. All checks together solve about 25 M times a theta.
     *
     * @param number at least 1000, so that sums over samples are close to normal
     * @return changed settings
     */
    public GradientCertification samples(int number) {
        return new GradientCertification(subject.withSamples(Arguments.atLeast("samples", number, 1000)));
    }

    /**
     * Chooses the seed of the noise and of the directions.
     *
     * @param value the seed
     * @return changed settings
     */
    public GradientCertification seed(long value) {
        return new GradientCertification(subject.withSeed(value));
    }

    /**
     * Chooses the number of threads; it changes no bit of the result.
     *
     * @param number at least 1
     * @return changed settings
     */
    public GradientCertification threads(int number) {
        return new GradientCertification(subject.withThreads(Arguments.atLeast("threads", number, 1)));
    }

    /**
     * Chooses how far the solver's values may be off in the bracket.
     *
     * @param relative the tolerance, above 0, relative to sums of |theta_i y_i|
     * @return changed settings
     */
    public GradientCertification tolerance(double relative) {
        return new GradientCertification(subject.withTolerance(Arguments.positive("tolerance", relative)));
    }

    /**
     * Runs all checks.
     *
     * @param thetas the parameters to check at, at least one, each of length d and inside the domain; read only
     * @return the certificate, one or more checks for each identity
     * @throws io.dither.error.InvalidArgumentException where the settings do not fit the oracle or each other
     * @throws io.dither.error.OracleException where a solve fails or a theta is unfit
     */
    public GradientCertificate run(double[]... thetas) {
        Arguments.atLeast("number of thetas", thetas.length, 1);
        List<Check> checks = new ArrayList<>();
        for (Trial trial : TRIALS) {
            checks.addAll(trial.run(subject, List.of(thetas)));
        }
        return new GradientCertificate(checks);
    }
}
