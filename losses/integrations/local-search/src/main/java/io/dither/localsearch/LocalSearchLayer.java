package io.dither.localsearch;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.internal.threads.Workers;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pass;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.localsearch.Origins.Origin;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Walk;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * The mean of y under the Gibbs law, P(y) proportional to exp(&lt;theta, y&gt; / epsilon) for scores and
 * exp(-&lt;theta, y&gt; / epsilon) for costs. Markov chains estimate the mean without solves; their proposals are the
 * moves of a local search, so oracles need a {@link Neighbourhood} (Vivier-Ardisson, Blondel and Parmentier 2025, arXiv
 * 2505.14240).
 *
 * <p>The mean is the gradient of the smooth value +-epsilon log sum of exp(+-&lt;theta, y&gt; / epsilon), and its
 * Jacobian is +-covariance of y / epsilon (+ for scores, - for costs). A vector-Jacobian product runs the same chains
 * again to estimate covariances. If chains are short, both estimates depend on the starting points, which {@link
 * ChainEstimate#rHat} detects.
 *
 * <p>The value omits a constant, the value at theta = 0, which chains cannot estimate. The difference from that value
 * is the integral of the mean of &lt;theta, y&gt; under b theta over b from 0 to 1 (thermodynamic integration), on
 * separate chains of the same length. Its standard error comes from the differences between chains, and is NaN for a
 * single chain.
 *
 * <p>The random numbers of chains depend on the key of the input, so that results are the same bits on any number of
 * threads. {@link Start#PERSISTENT} chains continue from the earlier chains of the same example: the same input gives
 * the same bits after the same earlier steps. Thread-safe.
 */
public final class LocalSearchLayer implements SmoothedOptimizer {
    /** This number, "VALUE" in ASCII, is added to the step of a key, so that values have independent chains. */
    private static final long STEP_OF_VALUES = 0x56414c5545L;

    private final LinearOracle oracle;
    private final ChainSettings settings;
    private final long seed;
    private final Workers workers;
    /** The starting points of persistent chains. */
    private final Origins persistentOrigins = new Origins();
    /** The sums of finished chains, all 0, to be used by other chains. */
    private final ConcurrentLinkedQueue<ChainSums> idleSums = new ConcurrentLinkedQueue<>();

    private LocalSearchLayer(LinearOracle oracle, ChainSettings settings, long seed, int threads) {
        this.oracle = oracle;
        this.settings = settings;
        this.seed = seed;
        neighbourhood(oracle); // only a check
        workers = Workers.owned(threads);
    }

    /**
     * Makes the layer.
     *
     * @param oracle the default oracle of inputs, with a {@link Neighbourhood}, which the oracles of inputs need too
     * @param settings the settings of the chains
     * @param seed the seed
     * @param threads the number of threads, at least 1
     * @return the layer; the caller closes it
     */
    public static LocalSearchLayer of(LinearOracle oracle, ChainSettings settings, long seed, int threads) {
        return new LocalSearchLayer(oracle, settings, seed, Arguments.threads("threads", threads));
    }

    /** Returns the moves of an oracle. */
    private static Neighbourhood neighbourhood(LinearOracle oracle) {
        Arguments.require(
                !oracle.traits().contains(Trait.OFFSET),
                "the oracle (" + oracle.getClass().getSimpleName()
                        + ") adds a constant h(y), which its moves do not report",
                "Maybe give these constants a coordinate");
        return oracle.as(Neighbourhood.class)
                .orElseThrow(() -> new InvalidArgumentException(
                        "the oracle (" + oracle.getClass().getSimpleName() + ") has no moves from point to point",
                        "Maybe use blocks:of=(...), or an oracle of subsets, assignments, routes, tours or trees"));
    }

    @Override
    public LinearOracle oracle() {
        return oracle;
    }

    @Override
    public double epsilon() {
        return settings.epsilon();
    }

    /** {@return the settings of the chains} */
    public ChainSettings settings() {
        return settings;
    }

    /**
     * Estimates the mean of y.
     *
     * @param input theta, the key and the oracle
     * @return the mean of y
     */
    public ChainEstimate estimate(Input input) {
        return estimates(List.of(input), List.of()).get(0);
    }

    /**
     * Estimates the means of y of many inputs.
     *
     * @param inputs the inputs
     * @param observed the starting points of {@link Start#OBSERVED} chains, one per input; empty for other starts
     * @return the mean of y per input
     */
    public List<ChainEstimate> estimates(List<Input> inputs, List<Vertex> observed) {
        return means(inputs, origins(inputs, observed));
    }

    /**
     * Measures whether chains forget their starting points: half of the chains start at the decision, the other half at
     * an arbitrary point if one can be found, all without a burn-in.
     *
     * @param inputs the inputs
     * @param observed the decision of each input, a feasible point
     * @return the mean of y per input; persistent chains are not changed
     */
    public List<ChainEstimate> mixing(List<Input> inputs, List<Vertex> observed) {
        List<List<ChainSums.Result>> results = run(inputs, (i, c, chain, sums) -> {
            boolean fromDecision = c % 2 == 0 || !chain.beginAnywhere();
            // true: without a burn-in
            return chain.means(fromDecision ? observed.get(i) : chain.currentPoint(), true, sums);
        });
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> new ChainEstimate(inputs.get(i).oracle().dimension(), settings, results.get(i)))
                .toList();
    }

    /** Returns where the chains of each input begin. */
    private List<Origin> origins(List<Input> inputs, List<Vertex> observed) {
        Arguments.require(
                settings.start() != Start.OBSERVED || observed.size() == inputs.size(),
                "start = observed needs observed decisions, which a layer does not have",
                "Maybe choose annealed or persistent, or use the loss local-search");
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> switch (settings.start()) {
                    case OBSERVED -> new Origin(List.of(observed.get(i)), false);
                    case ANNEALED -> Origin.ANYWHERE;
                    case PERSISTENT -> persistentOrigins.of(inputs.get(i).key());
                })
                .toList();
    }

    private List<ChainEstimate> means(List<Input> inputs, List<Origin> origins) {
        List<List<ChainSums.Result>> results = run(
                inputs,
                (i, c, chain, sums) ->
                        chain.means(origins.get(i).pointOf(c), origins.get(i).isBurntIn(), sums));
        List<ChainEstimate> estimates = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            estimates.add(new ChainEstimate(inputs.get(i).oracle().dimension(), settings, results.get(i)));
            if (settings.start() == Start.PERSISTENT) {
                List<Vertex> ends =
                        results.get(i).stream().map(ChainSums.Result::end).toList();
                persistentOrigins.put(inputs.get(i).key(), origins.get(i), ends);
            }
        }
        return estimates;
    }

    /** Runs one chain of one input, with the indices of both. */
    private interface Job<R> {
        R run(int inputIndex, int chainIndex, Chain chain, ChainSums sums);
    }

    /** Runs a job for each chain of each input, on all threads; returns the results by input and chain. */
    private <R> List<List<R>> run(List<Input> inputs, Job<R> job) {
        inputs.forEach(input -> Thetas.check(input.theta(), input.oracle().dimension()));
        int chains = settings.chains();
        List<R> flat =
                workers.make(inputs.size() * chains, k -> run(inputs.get(k / chains), k / chains, k % chains, job));
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> flat.subList(i * chains, (i + 1) * chains))
                .toList();
    }

    private <R> R run(Input input, int inputIndex, int chainIndex, Job<R> job) {
        KeyedRandom random = new KeyedRandom(seed);
        random.setKey(seed, input.key().step(), input.key().example());
        random.startSample(chainIndex);
        int dimension = input.oracle().dimension();
        ChainSums sums = idleSums.poll();
        if (sums == null || sums.dimension() != dimension) {
            sums = new ChainSums(dimension);
        }
        try (Walk walk = neighbourhood(input.oracle()).walk()) {
            Chain chain = new Chain(settings, walk, input.oracle(), input.theta(), random);
            R result = job.run(inputIndex, chainIndex, chain, sums);
            idleSums.add(sums); // not after an exception, which leaves them in the middle of a chain
            return result;
        }
    }

    @Override
    public Pass forward(Input input) {
        return forward(List.of(input)).get(0);
    }

    @Override
    public List<Pass> forward(List<Input> inputs) {
        List<Origin> origins = origins(inputs, List.of());
        List<ChainEstimate> estimates = means(inputs, origins);
        return IntStream.range(0, inputs.size())
                .<Pass>mapToObj(i -> {
                    Input input = inputs.get(i);
                    return new ChainPass(estimates.get(i), v -> product(input, origins.get(i), estimates.get(i), v));
                })
                .toList();
    }

    /**
     * Returns &lt;v, mean of y&gt; and its gradient in theta: the covariance of y with &lt;v, y&gt;, divided by epsilon
     * for scores and by -epsilon for costs.
     */
    private ValueAndGradient product(Input input, Origin origin, ChainEstimate estimate, double[] v) {
        double[] mean = estimate.estimated().values();
        List<ChainSums.Result> chains = run(
                        List.of(input),
                        (i, c, chain, sums) ->
                                chain.run(origin.pointOf(c), origin.isBurntIn(), sums, v, mean, estimate.coordinates))
                .get(0);
        ChainEstimate covariance = new ChainEstimate(mean.length, settings, chains);
        double factor = input.oracle().sense().sign() / settings.epsilon();
        double value = 0;
        for (int i : estimate.coordinates) {
            value += v[i] * mean[i];
        }
        double batches = settings.batches() * (double) chains.size();
        // steps have the weights <v, y> - <v, mean>, whose batch means estimate the error of the value <v, mean>
        double squares =
                chains.stream().mapToDouble(ChainSums.Result::weightSquares).sum();
        double error = batches > 1 ? Math.sqrt(squares / batches / (batches - 1)) : Double.NaN;
        return new ValueAndGradient(value, error, covariance.scaled(factor), 0);
    }

    @Override
    public ValueAndGradient smoothed(Input input) {
        return smoothed(List.of(input)).get(0);
    }

    @Override
    public List<ValueAndGradient> smoothed(List<Input> inputs) {
        List<ChainEstimate> estimates = estimates(inputs, List.of());
        List<Input> valueInputs = inputs.stream()
                .map(input -> new Input(
                        input.theta(),
                        new NoiseKey(
                                input.key().step() + STEP_OF_VALUES, input.key().example()),
                        input.oracle()))
                .toList();
        List<List<Double>> values = run(valueInputs, (i, c, chain, unused) -> chain.logPartitionDifference());
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> {
                    // the estimate of each chain
                    double[] each = values.get(i).stream().mapToDouble(x -> x).toArray();
                    double scale = inputs.get(i).oracle().sense().sign() * settings.epsilon();
                    double mean = Arrays.stream(each).average().orElse(0);
                    double squares = Arrays.stream(each)
                            .map(value -> (value - mean) * (value - mean))
                            .sum();
                    int n = each.length;
                    double error = n > 1 ? Math.sqrt(squares / (n - 1) / n) : Double.NaN;
                    return new ValueAndGradient(
                            scale * mean,
                            settings.epsilon() * error,
                            estimates.get(i).estimated(),
                            0);
                })
                .toList();
    }

    @Override
    public void close() {
        workers.close();
    }
}
