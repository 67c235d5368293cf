package io.dither.perturbed;

import io.dither.engine.Recording;
import io.dither.engine.SobolDraws;
import io.dither.engine.Workers;
import io.dither.engine.Workspaces;
import io.dither.error.Arguments;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pass;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.noise.DimensionedNoise;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Any oracle, made differentiable by noise: y_eps(theta) = E y*(theta + eps Z), estimated from M samples with standard
 * errors (Berthet et al. 2020, section 2 and 3).
 *
 * <p>For a minimiser theta is a cost and X = theta - eps Z; all results are in the oracle's own units. Thread-safe; the
 * same seed, step and example give the same bits on any number of threads. Close it to free its sessions and threads.
 */
public final class PerturbedOptimizer implements SmoothedOptimizer {
    private final LinearOracle oracle;
    private final Settings settings;
    private final Workspaces workspaces;
    private final Runner runner;

    private PerturbedOptimizer(LinearOracle oracle, Settings settings, Workspaces workspaces) {
        this.oracle = oracle;
        this.settings = settings;
        this.workspaces = workspaces;
        runner = new Runner(settings, workspaces);
    }

    /**
     * Starts to build a layer.
     *
     * @param oracle the oracle
     * @return a builder with Gaussian noise, epsilon 1, 100 samples, seed 0 and one thread
     */
    public static Builder builder(LinearOracle oracle) {
        return new Builder(oracle);
    }

    @Override
    public LinearOracle oracle() {
        return oracle;
    }

    /**
     * Returns the noise.
     *
     * @return the noise
     */
    public Noise noise() {
        return settings.noise();
    }

    @Override
    public double epsilon() {
        return settings.epsilon();
    }

    /**
     * Returns the number of samples of one estimate.
     *
     * @return M, the most that are drawn where a rule may stop early
     */
    public int samples() {
        return settings.samples();
    }

    /**
     * Says whether the noise multiplies theta.
     *
     * @return whether X = theta exp(eps Z - eps^2 / 2)
     */
    public boolean isMultiplicative() {
        return settings.multiplicative();
    }

    /**
     * Returns what happens where noise leaves the oracle's domain.
     *
     * @return the policy
     */
    public DomainPolicy domainPolicy() {
        return settings.domainPolicy();
    }

    /**
     * Says whether a rule may stop before {@link #samples()} are drawn.
     *
     * @return whether there is a stopping rule
     */
    public boolean stopsEarly() {
        return settings.stopping() != null;
    }

    /**
     * Returns how samples are drawn.
     *
     * @return the scheme
     */
    public Sampling sampling() {
        return settings.sampling();
    }

    /**
     * Estimates F_eps and y_eps at one theta, with step 0 and example 0.
     *
     * @param theta the parameters, length d; read only
     * @return the estimate
     * @throws io.dither.error.OracleException where a solve fails, naming the sample
     */
    public Estimate estimate(double[] theta) {
        return at(theta).estimate();
    }

    /**
     * Asks for estimates at one theta: choose what is wanted, then {@link Query#estimate()}.
     *
     * @param theta the parameters, length d; read when estimated
     * @return the query
     */
    public Query at(double[] theta) {
        return at(new Input(theta, NoiseKey.ZERO, oracle));
    }

    /**
     * Asks for estimates at one input: choose what is wanted, then {@link Query#estimate()}.
     *
     * @param input theta, the key of the noise and the oracle; read when estimated
     * @return the query
     */
    public Query at(Input input) {
        return new Query(runner, input);
    }

    /**
     * Asks for estimates at many inputs, which may differ in oracle and dimension, in one pass over all threads.
     *
     * @param inputs the inputs; read when estimated
     * @return the query
     */
    public BatchQuery batch(List<Input> inputs) {
        return BatchQuery.of(runner, inputs);
    }

    /**
     * Asks for estimates at many thetas of the layer's own oracle in one pass over all threads: row i has the key (step, i).
     *
     * @param thetas the parameters, one row an example, d columns; read when estimated
     * @param step the step of the training
     * @return the query
     */
    public BatchQuery batch(DMatrixRMaj thetas, long step) {
        return BatchQuery.of(runner, this, thetas, step);
    }

    @Override
    public ValueAndGradient smoothed(Input input) {
        return at(input).estimate().smoothed();
    }

    @Override
    public List<ValueAndGradient> smoothed(List<Input> inputs) {
        return batch(inputs).estimate().stream().map(Estimate::smoothed).toList();
    }

    @Override
    public Pass forward(Input input) {
        return forward(List.of(input)).get(0);
    }

    /**
     * Evaluates the layer at many inputs in one pass over all threads. The passes keep their solutions while all of them have at
     * most {@value EstimatedPass#MOST_COORDINATES} coordinates that are not 0, and solve again by key beyond it.
     */
    @Override
    public List<Pass> forward(List<Input> inputs) {
        Quantity<List<Recording>> recording = EstimatedPass.recording(inputs.size(), settings);
        return batch(inputs).with(recording).estimate().stream()
                .<Pass>map(estimate -> new EstimatedPass(runner, estimate, estimate.get(recording)))
                .toList();
    }

    /**
     * Returns this layer with another amplitude and the same noise: it shares the sessions and threads, and closing one closes both.
     *
     * @param amplitude epsilon, above 0
     * @return the layer
     */
    public PerturbedOptimizer withEpsilon(double amplitude) {
        return new PerturbedOptimizer(
                oracle, settings.withEpsilon(Arguments.positive("epsilon", amplitude)), workspaces);
    }

    /** Closes the idle sessions and the threads that this layer owns; a shared executor stays open. */
    @Override
    public void close() {
        workspaces.close();
        settings.workers().close();
    }

    /** Builds a {@link PerturbedOptimizer}; each value is checked when it is set, and their combination at the end. */
    public static final class Builder {
        private final LinearOracle oracle;
        private Noise noise = Noise.gaussian();
        private double epsilon = 1;
        private int samples = 100;
        private long seed;
        private int threads = 1;
        private @Nullable ExecutorService executor;
        private boolean multiplicative;
        private DomainPolicy domainPolicy = DomainPolicy.REFUSE;
        private Sampling sampling = Sampling.INDEPENDENT;
        private @Nullable StoppingRule stopping;

        private Builder(LinearOracle oracle) {
            this.oracle = oracle;
        }

        /**
         * Chooses the law of Z.
         *
         * @param law the noise
         * @return this builder
         */
        public Builder noise(Noise law) {
            noise = law;
            return this;
        }

        /**
         * Chooses the amplitude of the noise.
         *
         * @param amplitude epsilon, above 0, in the units of theta
         * @return this builder
         */
        public Builder epsilon(double amplitude) {
            epsilon = Arguments.positive("epsilon", amplitude);
            return this;
        }

        /**
         * Chooses the number of samples M.
         *
         * @param number M, at least 1; standard errors and gradients of y_eps need 2
         * @return this builder
         */
        public Builder samples(int number) {
            samples = Arguments.atLeast("samples", number, 1);
            return this;
        }

        /**
         * Chooses the seed.
         *
         * @param value the seed
         * @return this builder
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Chooses the number of threads, in a pool that the layer owns. After a call they look for the next one for a tenth
         * of a millisecond before they sleep, unless the machine has fewer processors.
         *
         * @param number at least 1; 1 runs in the caller's thread alone
         * @return this builder
         */
        public Builder threads(int number) {
            threads = Arguments.atLeast("threads", number, 1);
            executor = null;
            return this;
        }

        /**
         * Shares an executor of platform threads; the calling thread takes part in the work besides it.
         *
         * @param shared the executor; the layer does not close it
         * @param parallelism how many threads, the caller's included, work on one call
         * @return this builder
         */
        public Builder executor(ExecutorService shared, int parallelism) {
            threads = Arguments.atLeast("parallelism", parallelism, 1);
            executor = shared;
            return this;
        }

        /**
         * Chooses what happens where noise can leave the oracle's domain.
         *
         * @param policy the policy
         * @return this builder
         */
        public Builder domainPolicy(DomainPolicy policy) {
            domainPolicy = policy;
            return this;
        }

        /**
         * Chooses multiplicative noise, X = theta exp(eps Z - eps^2 / 2), which keeps the sign of each coordinate; Gaussian
         * noise only.
         *
         * @return this builder
         */
        public Builder multiplicative() {
            multiplicative = true;
            return this;
        }

        /**
         * Chooses how samples are drawn, independent unless chosen.
         *
         * @param scheme the scheme; pairs and replicates ask for a number of samples that they divide
         * @return this builder
         */
        public Builder sampling(Sampling scheme) {
            sampling = scheme;
            return this;
        }

        /**
         * Stops early once a rule is met; {@link #samples(int)} is then the most that are drawn.
         *
         * @param rule the rule; not for Sobol sampling
         * @return this builder
         */
        public Builder stopping(StoppingRule rule) {
            stopping = rule;
            return this;
        }

        /**
         * Builds the layer.
         *
         * @return the layer
         * @throws io.dither.error.InvalidArgumentException where the values do not fit the oracle or each other
         */
        public PerturbedOptimizer build() {
            Arguments.require(
                    !multiplicative || noise == Noise.gaussian(),
                    "noise = " + noise.name() + " cannot be multiplicative: exp(eps Z - eps^2 / 2) has mean 1 only for"
                            + " Gaussian Z",
                    "Maybe use gaussian noise");
            requireNoiseFits();
            requireSamplingFits();
            Settings built = new Settings(
                    noise,
                    epsilon,
                    samples,
                    seed,
                    multiplicative,
                    domainPolicy,
                    sampling,
                    stopping,
                    executor == null ? Workers.owned(threads) : Workers.shared(executor, threads));
            Domains.requireStaysInside(oracle, built);
            return new PerturbedOptimizer(oracle, built, new Workspaces());
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

        /** Returns the next number of samples that the group divides, or the last one where there is no next. */
        private long fitting(long group) {
            long next = (samples / group + 1) * group;
            return next <= Integer.MAX_VALUE ? next : next - group;
        }

        private void requireSamplingFits() {
            long group = (long) sampling.unit() * sampling.replicates();
            Arguments.require(
                    samples % group == 0,
                    "samples = " + samples + " is no multiple of " + group + ", as " + sampling + " sampling needs it",
                    "Maybe choose " + fitting(group));
            Arguments.require(
                    stopping == null || sampling != Sampling.SOBOL,
                    "Sobol sampling cannot stop early: its replicates end together",
                    "Maybe use independent samples");
            Arguments.require(
                    sampling == Sampling.INDEPENDENT || noise instanceof IndependentNoise,
                    "noise = " + noise.name() + " has no independent coordinates of one law, as " + sampling
                            + " sampling needs them",
                    "Maybe use independent samples");
            Arguments.require(
                    sampling != Sampling.SOBOL || oracle.dimension() <= SobolDraws.LARGEST_DIMENSION,
                    "dimension " + oracle.dimension() + " is above " + SobolDraws.LARGEST_DIMENSION
                            + ", the largest of the Sobol sequence",
                    "Maybe use independent samples");
        }
    }
}
