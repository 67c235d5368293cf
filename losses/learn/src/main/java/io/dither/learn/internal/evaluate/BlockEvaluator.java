package io.dither.learn.internal.evaluate;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.layer.Contribution;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.Example;
import io.dither.layer.KeyedSum;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pullback;
import io.dither.layer.Target;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.ExampleGradients;
import io.dither.learn.evaluate.Sums;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.ObservationTable;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Standardisable;
import io.dither.losses.SimulatedMoments;
import io.dither.oracle.LinearOracle;
import io.dither.random.ExampleKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates blocks of examples in the order of their keys. Theta, the costs or scores of the coordinates, is computed
 * once per pass for all examples with the same {@link Features} object, except by {@link LinearExamples}. Sums are
 * returned as the subtrees of {@link KeyedSum}, each the sum over a range of keys. Thread-safe, except {@link #use} and
 * {@link #replaceUnsolved}, which are called before the first pass.
 */
public final class BlockEvaluator implements AutoCloseable {
    /** The largest number of examples per block. */
    private static final int LARGEST_BLOCK = 256;

    /** The largest number of examples per block if {@link LinearExamples} evaluates them. */
    private static final int LARGEST_LINEAR_BLOCK = 4096;
    /**
     * Blocks have at least about this number of samples: as many as a
     * {@link io.dither.oracle.capability.LaneSession} solves together in vectors of 512 bits.
     */
    private static final int MIN_SAMPLES_PER_BLOCK = 8;
    /**
     * The number of blocks per thread, unless these would be too small or too large. It is above 1, so that threads end
     * at about the same time and progress is reported within a pass.
     */
    private static final int BLOCKS_PER_THREAD = 8;

    /** The largest number of estimating equations that are cached for later requests; each holds sessions and buffers. */
    private static final int MOST_EQUATIONS = 8;

    /** Theta of an example, and the pullback of gradients from theta to the weights. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Forward(double[] theta, Pullback pullback) {}

    /** The values that an estimating equation is made for. */
    private record EquationKey(double epsilon, int samples) {}

    /** What the examples of a block add to the sums, and the pullbacks by which this was computed. */
    private record Block(List<Contribution> contributions, List<Pullback> pullbacks) {}

    private final Criterion criterion;
    private final long seed;
    private final boolean isExact;
    /** The examples in the order of their keys. */
    private final List<Observation> sorted;

    private final long[] keys;
    /** The indices of all examples: 0, 1, ... */
    private final int[] everyIndex;

    private CostModel model;
    /**
     * The largest number of group effects that the gradient of an example can hold; doubled if an example uses more
     * effects.
     */
    private volatile int maxEffects = 256;

    private final EpochBatches miniBatches;
    /** The oracle of each example, in the order of keys; {@link #replaceUnsolved} wraps these oracles. */
    private LinearOracle[] oracles;

    private @Nullable Unsolved unsolved;
    /** An example for each Features object that several examples share; empty for a table, whose examples share none. */
    private final List<Observation> representatives = new ArrayList<>();

    private final Map<EquationKey, EstimatingEquation<?>> equations = new HashMap<>();
    /** All examples, prepared for closed forms with costs that are sums of features; null until a pass needs them. */
    private @Nullable LinearExamples linearExamples;

    /** Whether {@link LinearExamples#canEvaluate} was called and returned false. */
    private boolean areNotLinear;

    /** The cached result of {@link #featureSums()}; empty if nothing is cached. */
    private List<KeyedSum.Node> featureSums = List.of();

    public BlockEvaluator(CostModel model, Criterion criterion, long seed, List<Observation> observations) {
        this(model, criterion, seed, observations, criterion.isExact(observations));
    }

    /**
     * Makes an evaluator.
     *
     * @param isExact whether closed forms replace samples; must be the same on all machines of a cluster
     */
    public BlockEvaluator(
            CostModel model, Criterion criterion, long seed, List<Observation> observations, boolean isExact) {
        this.model = model;
        this.criterion = criterion;
        this.seed = seed;
        this.isExact = isExact;
        sorted = inOrder(observations);
        keys = ObservationTable.keys(sorted);
        everyIndex = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            everyIndex[i] = i;
        }
        miniBatches = new EpochBatches(sorted, keys);
        oracles = ObservationTable.oraclesOfEach(sorted);
        IdentityHashMap<Features, Integer> uses = new IdentityHashMap<>();
        for (Observation example : sorted instanceof ObservationTable ? List.<Observation>of() : sorted) {
            if (uses.merge(example.features(), 1, Integer::sum) == 2) {
                representatives.add(example);
            }
        }
        criterion.requireSameLengths(sorted);
    }

    /** Returns examples in the order of their keys; throws if two have the same key, usually because of the same id. */
    public static List<Observation> inOrder(List<Observation> examples) {
        List<Observation> sorted = ObservationTable.inOrder(examples);
        long[] keys = ObservationTable.keys(sorted);
        for (int i = 1; i < keys.length; i++) {
            if (keys[i] == keys[i - 1]) {
                throw clash(examples, keys[i]);
            }
        }
        return sorted;
    }

    private static InvalidArgumentException clash(List<Observation> examples, long key) {
        List<String> ids = examples.stream()
                .filter(example -> example.key() == key)
                .map(Observation::id)
                .toList();
        return ExampleKey.clash(ids.get(0), ids.get(1));
    }

    /**
     * Returns the subtrees of the sums of the {@linkplain Standardisable#moments moments of features} that
     * standardisation needs. The sums of a {@link SharedLinearModel} are cached: both of its standardisations need the
     * same sums, because it does not centre features.
     */
    public synchronized List<KeyedSum.Node> featureSums() {
        if (!(model instanceof SharedLinearModel) || featureSums.isEmpty()) {
            featureSums = momentsOfAll(Standardisable.of(model));
        }
        return featureSums;
    }

    private List<KeyedSum.Node> momentsOfAll(Standardisable standardisable) {
        Map<Features, double[]> shared = new HashMap<>();
        representatives.forEach(example -> shared.put(example.features(), standardisable.moments(example.features())));
        IntFunction<Features> ofExample = ObservationTable.features(sorted);
        int length = standardisable.moments(ofExample.apply(0)).length; // the same for all examples
        return KeyedSum.subtrees(keys, 0, keys.length, length, (i, numbers, at) -> {
            Features features = ofExample.apply(i);
            double[] cached = shared.isEmpty() ? null : shared.get(features);
            double[] moments = cached == null ? standardisable.moments(features) : cached;
            System.arraycopy(moments, 0, numbers, at, length);
        });
    }

    /** Replaces the model by another model of the same features, such as the standardised model. */
    public void use(CostModel other) {
        model = other;
    }

    /**
     * Lets {@code counter} count solves that find no solution, and the best known solutions replace the missing solutions.
     * Does nothing if its policy does not accept answers without a proof of optimality: a solve without a solution then
     * ends the fit.
     */
    public void replaceUnsolved(Unsolved counter) {
        unsolved = counter;
        oracles = counter.withFallbacks(sorted);
    }

    public CostModel model() {
        return model;
    }

    /** Returns the number of examples. */
    int size() {
        return sorted.size();
    }

    /** Returns the key of the cluster of each example. */
    public long[] clusters() {
        return ObservationTable.clusterKeys(sorted);
    }

    /** Returns the weight of each example. */
    public double[] weights() {
        return ObservationTable.weights(sorted);
    }

    /** Returns the digest of these examples, which are a single part of the history. */
    public List<byte[]> digests() {
        return List.of(Digests.ofExamples(sorted));
    }

    /** Returns whether closed forms replace samples. */
    public boolean isExact() {
        return isExact;
    }

    /** Returns whether an evaluation depends on the number of samples. */
    boolean drawsSamples() {
        return !isExact && (criterion.isFenchelYoung() || criterion.isEquation());
    }

    /**
     * Returns the examples as {@link LinearExamples}; null unless costs are sums of features, mean decisions have
     * closed forms, and {@link LinearExamples#canEvaluate} is true.
     */
    private synchronized @Nullable LinearExamples linearExamples() {
        boolean hasClosedForm = isExact
                && criterion.isFenchelYoung()
                && model instanceof SharedLinearModel linear
                && linear.isSumOfFeatures();
        if (hasClosedForm && linearExamples == null && !areNotLinear) {
            areNotLinear = !LinearExamples.canEvaluate(sorted, model.names().size());
            linearExamples = areNotLinear
                    ? null
                    : new LinearExamples(sorted, criterion.noise().noise());
        }
        return hasClosedForm ? linearExamples : null;
    }

    /** Starts the pass of a request, divided into enough blocks to occupy this number of threads. */
    public Pass pass(Evaluator.Request request, int threads) {
        if (unsolved != null) {
            unsolved.nextPass();
        }
        return new Pass(request, threads);
    }

    /**
     * Returns the equation of a request. With simulated moments, a search tries many values of epsilon. So the cached
     * equation of simulated moments has epsilon 1, and the equations of all values of epsilon share its sessions and
     * buffers.
     */
    private synchronized EstimatingEquation<?> equation(Evaluator.Request request) {
        EquationKey key = new EquationKey(criterion.isMoments() ? 1 : request.epsilon(), request.samples());
        EstimatingEquation<?> equation = equations.get(key);
        if (equation == null) {
            if (equations.size() >= MOST_EQUATIONS) {
                equations.values().forEach(EstimatingEquation::close);
                equations.clear();
            }
            equation = criterion.on(sorted.get(0), isExact, key.epsilon(), request.samples(), seed);
            equations.put(key, equation);
        }
        return equation instanceof SimulatedMoments moments ? moments.at(request.epsilon()) : equation;
    }

    /** A pass over the examples: all blocks at the same parameters. */
    public final class Pass {
        private final Evaluator.Request request;
        private final EstimatingEquation<?> equation;
        /** The indices of the examples of this pass, in the order of keys. */
        private final int[] members;

        private final long[] memberKeys;
        private final int blockSize;
        /** Theta and its pullback for each Features object that several examples share. */
        private final Map<Features, Forward> shared = new ConcurrentHashMap<>();
        /** Evaluates the examples in closed form; null if they are evaluated by the equation. */
        private final LinearExamples.@Nullable Evaluations linear;

        private Pass(Evaluator.Request request, int threads) {
            this.request = request;
            equation = equation(request);
            boolean isOfAll = request.batch().isAll();
            members = isOfAll ? everyIndex : miniBatches.indicesOf(request.batch());
            memberKeys = isOfAll
                    ? keys
                    : Arrays.stream(members).mapToLong(i -> keys[i]).toArray();
            LinearExamples exact = linearExamples();
            linear = exact != null && model instanceof SharedLinearModel costs
                    ? exact.new Evaluations(costs, request, criterion.noise().noise())
                    : null;
            int smallestBlock = Math.max(1, MIN_SAMPLES_PER_BLOCK / request.samples());
            int largestBlock = linear == null ? LARGEST_BLOCK : LARGEST_LINEAR_BLOCK;
            blockSize = Math.max(smallestBlock, Math.min(largestBlock, members.length / (BLOCKS_PER_THREAD * threads)));
            if (linear == null) {
                representatives.forEach(observation -> shared.put(observation.features(), forward(observation)));
            }
        }

        /** Computes theta and the pullback of an example. */
        private Forward forward(Observation observation) {
            Pullback pullback = model.pullback(request.parameters(), observation.features());
            return new Forward(model.theta(request.parameters(), observation.features()), pullback);
        }

        /** Returns whether theta is outside the domain of the example's oracle; throws if it has another dimension. */
        private static boolean isOutside(double[] theta, Observation observation) {
            if (theta.length != observation.oracle().dimension()) {
                throw new InvalidArgumentException(
                        "the features of example '" + observation.id() + "' give " + theta.length
                                + " costs, but its oracle has dimension "
                                + observation.oracle().dimension(),
                        "Maybe a row of features is missing, or they belong to another oracle");
            }
            return observation.oracle().domain().firstOutside(theta) >= 0;
        }

        /** Returns the subtrees of the {@link Sums} of a block. */
        List<KeyedSum.Node> nodes(int block) {
            int first = block * blockSize;
            int end = examplesUpTo(block);
            if (linear != null) {
                return KeyedSum.subtrees(memberKeys, first, end, linear.vectorLength(), linear.vectors(members));
            }
            List<Observation> examples = examples(block);
            Block evaluated = contributions(block);
            List<KeyedSum.Node> nodes = new ArrayList<>();
            for (int i = 0; i < examples.size(); i++) {
                Contribution contribution = evaluated.contributions().get(i);
                Pullback pullback = evaluated.pullbacks().get(i);
                nodes.add(SparsePullback.node(memberKeys[first + i], examples.get(i), contribution, pullback));
            }
            return KeyedSum.subtrees(nodes, memberKeys[first], memberKeys[end - 1]);
        }

        /** Returns the subtrees of the sums of all blocks, which are evaluated one after another. */
        public List<KeyedSum.Node> nodes() {
            List<KeyedSum.Node> nodes = new ArrayList<>();
            for (int block = 0; block < blocks(); block++) {
                nodes.addAll(nodes(block));
            }
            return nodes.isEmpty() ? nodes : KeyedSum.subtrees(nodes, memberKeys[0], memberKeys[memberKeys.length - 1]);
        }

        /**
         * Returns the value of each example of a block, and its gradient in the weights of the model (without group
         * effects). Both are multiplied by the weight of the example.
         */
        public ExampleGradients gradients(int block) {
            if (linear != null) {
                return linear.gradients(members, block * blockSize, examplesUpTo(block));
            }
            List<Observation> examples = examples(block);
            Block evaluated = contributions(block);
            int width = SparsePullback.weights(evaluated.pullbacks().get(0));
            double[] gradients = new double[examples.size() * width];
            double[] values = new double[examples.size()];
            for (int i = 0; i < values.length; i++) {
                Contribution contribution = evaluated.contributions().get(i);
                double weight = examples.get(i).weight();
                values[i] = weight * contribution.value();
                for (int k = 0; k < width; k++) {
                    gradients[i * width + k] = weight * contribution.gradient()[k];
                }
            }
            return new ExampleGradients(width, gradients, values);
        }

        public int blocks() {
            return (members.length + blockSize - 1) / blockSize;
        }

        /** Returns the number of examples in the blocks up to and including this one. */
        int examplesUpTo(int block) {
            return Math.min(members.length, (block + 1) * blockSize);
        }

        private List<Observation> examples(int block) {
            return Arrays.stream(members, block * blockSize, examplesUpTo(block))
                    .mapToObj(sorted::get)
                    .toList();
        }

        /** Evaluates a block; repeats this with more room if an example uses more effects than there is room for. */
        private Block contributions(int block) {
            while (true) {
                int capacity = maxEffects;
                Block evaluated = contributions(block, capacity);
                if (!SparsePullback.leftEffectsOut(evaluated.pullbacks())) {
                    return evaluated;
                }
                maxEffects = Math.max(maxEffects, 2 * capacity); // another thread may have raised it
            }
        }

        /**
         * Evaluates a block. If theta of any example is outside the domain of its oracle, all contributions of the block are
         * NaN, so that no search accepts these parameters.
         */
        @SuppressWarnings("unchecked") // the type of each target is checked
        private Block contributions(int block, int capacity) {
            List<Observation> observations = examples(block);
            List<Example<Target>> examples = new ArrayList<>();
            List<Pullback> pullbacks = new ArrayList<>();
            for (Observation observation : observations) {
                // only to check: throws if the equation cannot learn from this type of target
                equation.learningFrom(observation.target().getClass());
                Forward sharedForward = shared.get(observation.features());
                Forward forward = sharedForward == null ? forward(observation) : sharedForward;
                Pullback pullback = SparsePullback.of(forward.pullback(), capacity);
                if (isOutside(forward.theta(), observation)) {
                    Contribution invalid = new Contribution(Double.NaN, new double[pullback.size()], 0);
                    Arrays.fill(invalid.gradient(), Double.NaN);
                    int count = observations.size();
                    return new Block(Collections.nCopies(count, invalid), Collections.nCopies(count, pullback));
                }
                int index = block * blockSize + examples.size();
                NoiseKey key = new NoiseKey(request.step(), memberKeys[index]);
                examples.add(new Example<>(forward.theta(), observation.target(), key, oracles[members[index]]));
                pullbacks.add(pullback);
            }
            try {
                return new Block(((EstimatingEquation<Target>) equation).contributions(examples, pullbacks), pullbacks);
            } catch (OracleException failure) {
                throw Unsolved.withExampleId(failure, observations);
            }
        }
    }

    @Override
    public synchronized void close() {
        equations.values().forEach(EstimatingEquation::close);
    }
}
