package io.dither.perturbed;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.noise.DimensionedNoise;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.internal.engine.SobolDraws;
import io.dither.perturbed.internal.engine.Workspaces;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link PerturbedOptimizer}. Each value is checked when it is set; {@link #build} checks their combination.
 */
public final class PerturbedOptimizerBuilder {
    private final LinearOracle oracle;
    Noise noise = Noise.gaussian();
    double epsilon = 1;
    int samples = 100;
    long seed;
    int threads = 1;

    @Nullable
    ExecutorService executor;

    boolean multiplicative;
    DomainPolicy domainPolicy = DomainPolicy.REFUSE;
    Sampling sampling = Sampling.INDEPENDENT;
    InexactPolicy inexact = InexactPolicy.FAIL;

    @Nullable
    StoppingRule stopping;

    private Guard guard = Guard.SAMPLE;

    @Nullable
    PassListener listener;

    PerturbedOptimizerBuilder(LinearOracle oracle) {
        Arguments.atLeast("dimension of the oracle", oracle.dimension(), 1);
        this.oracle = oracle;
    }

    /**
     * Chooses the law of Z.
     *
     * @param law the noise
     * @return this builder
     */
    public PerturbedOptimizerBuilder noise(Noise law) {
        noise = requireNonNull(law, "law");
        return this;
    }

    /**
     * Chooses the amplitude of the noise.
     *
     * @param amplitude epsilon, above 0, in the units of theta; without unit for multiplicative noise
     * @return this builder
     */
    public PerturbedOptimizerBuilder epsilon(double amplitude) {
        epsilon = Arguments.positive("epsilon", amplitude);
        return this;
    }

    /**
     * Chooses the number of samples M.
     *
     * @param sampleCount M, at least 1; at least 2 for standard errors (4 with antithetic pairs), and for gradients of
     *     y_eps (32 with a Sobol sequence)
     * @return this builder
     */
    public PerturbedOptimizerBuilder samples(int sampleCount) {
        samples = Arguments.atLeast("samples", sampleCount, 1);
        return this;
    }

    /**
     * Chooses the seed.
     *
     * @param newSeed the seed
     * @return this builder
     */
    public PerturbedOptimizerBuilder seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /**
     * Chooses the number of threads, in a pool that the layer owns. After a call, threads spin for 0.1 ms to wait for
     * the next call before they sleep, unless the machine has fewer processors than threads.
     *
     * @param threadCount at least 1; with 1 only the calling thread works
     * @return this builder
     */
    public PerturbedOptimizerBuilder threads(int threadCount) {
        threads = Arguments.threads("threads", threadCount);
        executor = null;
        return this;
    }

    /**
     * Uses a shared executor of platform threads; the calling thread works too.
     *
     * @param shared the executor; the layer does not close it
     * @param parallelism the number of threads per call, with the calling thread
     * @return this builder
     */
    public PerturbedOptimizerBuilder executor(ExecutorService shared, int parallelism) {
        threads = Arguments.threads("parallelism", parallelism);
        executor = requireNonNull(shared, "shared");
        return this;
    }

    /**
     * Chooses what happens if noise can move theta out of the oracle's domain.
     *
     * @param policy the policy
     * @return this builder
     */
    public PerturbedOptimizerBuilder domainPolicy(DomainPolicy policy) {
        domainPolicy = requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Chooses multiplicative noise, X = theta exp(eps Z - eps^2 / 2), which keeps the sign of each coordinate. Z must
     * be Gaussian.
     *
     * @return this builder
     */
    public PerturbedOptimizerBuilder multiplicative() {
        multiplicative = true;
        return this;
    }

    /**
     * Chooses the scheme of sampling; samples are independent by default.
     *
     * @param scheme the scheme; {@link Sampling#ANTITHETIC} needs an even number of samples, {@link Sampling#SOBOL} a
     *     multiple of 16
     * @return this builder
     */
    public PerturbedOptimizerBuilder sampling(Sampling scheme) {
        sampling = requireNonNull(scheme, "scheme");
        return this;
    }

    /**
     * Chooses what happens if a solve ends before a proof of optimality. Accepted answers count in
     * {@link Estimate#meanGap}; all other estimates treat the answers as optimal.
     *
     * @param policy the policy; {@link InexactPolicy#FAIL} by default
     * @return this builder
     */
    public PerturbedOptimizerBuilder inexact(InexactPolicy policy) {
        inexact = requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Stops early once a rule is met; {@link #samples(int)} is then the largest number of samples.
     *
     * @param rule the rule; not for Sobol sampling
     * @return this builder
     */
    public PerturbedOptimizerBuilder stopping(StoppingRule rule) {
        stopping = requireNonNull(rule, "rule");
        return this;
    }

    /**
     * Chooses which solves are checked against the contract of sessions.
     *
     * @param policy which solves are checked; {@link Guard#SAMPLE} by default
     * @return this builder
     */
    public PerturbedOptimizerBuilder guard(Guard policy) {
        guard = requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Sets a listener that receives a report of each pass over the samples, for example to update meters.
     *
     * @param receiver the listener; none by default
     * @return this builder
     */
    public PerturbedOptimizerBuilder listener(PassListener receiver) {
        listener = requireNonNull(receiver, "receiver");
        return this;
    }

    /**
     * Builds the layer.
     *
     * @return the layer
     * @throws InvalidArgumentException if a value does not fit the oracle or another value
     */
    public PerturbedOptimizer build() {
        Arguments.require(
                !multiplicative || noise == Noise.gaussian(),
                "noise = " + noise.name() + " cannot be multiplicative: exp(eps Z - eps^2 / 2) has mean 1 only for"
                        + " Gaussian Z",
                "Maybe use gaussian noise");
        requireNoiseFits();
        requireSamplingFits();
        Settings built = Settings.of(this);
        Domains.requireThetaStaysInside(oracle, built);
        return new PerturbedOptimizer(oracle, built, new Workspaces(guard.checkInterval));
    }

    private void requireNoiseFits() {
        if (noise instanceof DimensionedNoise sized) {
            Arguments.require(
                    sized.dimension() == oracle.dimension(),
                    "noise = " + noise.name() + " has dimension " + sized.dimension() + ", but the oracle has "
                            + oracle.dimension(),
                    "Maybe the noise was made for another oracle");
        }
    }

    /**
     * Returns the next number of samples that is a multiple of the group size, or the previous multiple if the next one
     * is too large.
     */
    private long suggestedSamples(long group) {
        long next = (samples / group + 1) * group;
        return next <= Integer.MAX_VALUE ? next : next - group;
    }

    private void requireSamplingFits() {
        long group = (long) sampling.samplesPerUnit() * sampling.replicates();
        Arguments.require(
                samples % group == 0,
                "samples = " + samples + " is not a multiple of " + group + ", which " + sampling + " sampling needs",
                "Maybe choose " + suggestedSamples(group));
        Arguments.require(
                stopping == null || sampling != Sampling.SOBOL,
                "Sobol sampling cannot stop early: its replicates end together",
                "Maybe use independent samples");
        Arguments.require(
                sampling == Sampling.INDEPENDENT || noise instanceof IndependentNoise,
                "noise = " + noise.name() + " does not have independent coordinates of the same law, which " + sampling
                        + " sampling needs",
                "Maybe use independent samples");
        Arguments.require(
                sampling != Sampling.SOBOL || oracle.dimension() <= SobolDraws.LARGEST_DIMENSION,
                "dimension " + oracle.dimension() + " is above " + SobolDraws.LARGEST_DIMENSION
                        + ", the largest of the Sobol sequence",
                "Maybe use independent samples");
    }
}
