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
import io.dither.learn.evaluate.ExampleGradient;
import io.dither.learn.evaluate.Sums;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Standardisable;
import io.dither.losses.SimulatedMoments;
import io.dither.oracle.LinearOracle;
import io.dither.random.ExampleKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates blocks of examples in the order of their keys. Examples that share features share theta, which is computed once for
 * each set of parameters. Thread-safe.
 */
public final class BlockEvaluator implements AutoCloseable {
    private static final int MOST_IN_BLOCK = 256;
    /** Lanes fill up with so many samples. */
    private static final int LEAST_IN_BLOCK = 8;
    /** Blocks differ in time: so many a thread even out, and tell how a pass goes on. */
    private static final int BLOCKS_A_THREAD = 8;

    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Forward(double[] theta, Pullback pullback, boolean outside) {}

    private record Bound(double epsilon, int samples) {}

    private record Block(List<Contribution> contributions, List<Pullback> pullbacks) {}

    private final Criterion criterion;
    private final long seed;
    private final boolean exact;
    private final List<Observation> sorted;
    private final long[] keys;
    private CostModel model;
    /** Room for so many effects of one example: twice as many once that was too few. */
    private volatile int mostTouched = 256;

    private final EpochParts parts;
    /** What solves for each example. */
    private LinearOracle[] oracles;

    private @Nullable Unsolved unsolved;
    /** The examples that are the first, and not the only ones, of their features. */
    private final List<Observation> sharing = new ArrayList<>();

    private final Map<Bound, EstimatingEquation<?>> equations = new HashMap<>();

    public BlockEvaluator(CostModel model, Criterion criterion, long seed, List<Observation> observations) {
        this(model, criterion, seed, observations, criterion.isExact(observations));
    }

    /** {@code exact}: whether closed forms take the place of samples, which all parts of a cluster must agree on. */
    public BlockEvaluator(
            CostModel model, Criterion criterion, long seed, List<Observation> observations, boolean exact) {
        this.model = model;
        this.criterion = criterion;
        this.seed = seed;
        this.exact = exact;
        sorted = inOrder(observations);
        keys = sorted.stream().mapToLong(Observation::key).toArray();
        parts = new EpochParts(sorted);
        oracles = sorted.stream().map(Observation::oracle).toArray(LinearOracle[]::new);
        IdentityHashMap<Features, Integer> uses = new IdentityHashMap<>();
        for (Observation one : sorted) {
            if (uses.merge(one.features(), 1, Integer::sum) == 2) {
                sharing.add(one);
            }
        }
        criterion.requireLengthsOf(sorted);
    }

    /** Returns examples in the order of their keys; two of one id are refused. */
    public static List<Observation> inOrder(List<Observation> some) {
        List<Observation> sorted = some.stream()
                .sorted(Comparator.comparing(Observation::key, Long::compareUnsigned))
                .toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).key() == sorted.get(i - 1).key()) {
                throw ExampleKey.clash(sorted.get(i - 1).id(), sorted.get(i).id());
            }
        }
        return sorted;
    }

    /** Returns the subtrees of the sum of what standardisation needs. */
    public List<KeyedSum.Node> moments() {
        Map<Features, double[]> known = new HashMap<>();
        Standardisable standardisable = Standardisable.of(model);
        List<KeyedSum.Node> nodes = new ArrayList<>(keys.length);
        for (int i = 0; i < keys.length; i++) {
            nodes.add(KeyedSum.Node.of(
                    keys[i], known.computeIfAbsent(sorted.get(i).features(), standardisable::moments)));
        }
        return KeyedSum.part(nodes, keys[0], keys[keys.length - 1]);
    }

    /** Goes on with another model of the same features, such as the standardised one. */
    public void use(CostModel other) {
        model = other;
    }

    /** Lets what is known stand for solutions that are not found. */
    public void counting(Unsolved counts) {
        unsolved = counts;
        oracles = counts.oracles(sorted);
    }

    public CostModel model() {
        return model;
    }

    public List<String> clusters() {
        return sorted.stream().map(Observation::cluster).toList();
    }

    public double[] weights() {
        return sorted.stream().mapToDouble(Observation::weight).toArray();
    }

    public List<byte[]> digests() {
        return Digests.ofExamples(sorted);
    }

    public boolean isExact() {
        return exact;
    }

    /** Makes the evaluations of one request, shared by the blocks of so many threads. */
    public Pass pass(Evaluator.Request request, int threads) {
        if (unsolved != null) {
            unsolved.nextPass();
        }
        return new Pass(request, threads);
    }

    /** Moments of any epsilon share their sessions and buffers, for a search tries many. */
    private synchronized EstimatingEquation<?> equation(Evaluator.Request request) {
        Bound bound = new Bound(criterion.isMoments() ? 1 : request.epsilon(), request.samples());
        EstimatingEquation<?> known = equations.get(bound);
        if (known == null) {
            if (equations.size() >= 8) {
                equations.values().forEach(EstimatingEquation::close);
                equations.clear();
            }
            known = criterion.on(sorted.get(0), exact, bound.epsilon(), request.samples(), seed);
            known.learningFrom(sorted.get(0).target().getClass());
            equations.put(bound, known);
        }
        return known instanceof SimulatedMoments moments ? moments.at(request.epsilon()) : known;
    }

    /** All blocks at one set of parameters. */
    public final class Pass {
        private final Evaluator.Request request;
        private final EstimatingEquation<?> equation;
        private final List<Observation> chosen;
        private final int[] members;
        private final long[] chosenKeys;
        private final int size;
        private final Map<Features, Forward> shared = new ConcurrentHashMap<>();

        private Pass(Evaluator.Request request, int threads) {
            this.request = request;
            equation = equation(request);
            boolean all = request.batch().isAll();
            members = all ? IntStream.range(0, keys.length).toArray() : parts.of(request.batch());
            chosen = all ? sorted : Arrays.stream(members).mapToObj(sorted::get).toList();
            chosenKeys =
                    all ? keys : Arrays.stream(members).mapToLong(i -> keys[i]).toArray();
            int least = Math.max(1, LEAST_IN_BLOCK / request.samples());
            size = Math.max(least, Math.min(MOST_IN_BLOCK, chosen.size() / (BLOCKS_A_THREAD * threads)));
            sharing.forEach(one -> shared.put(one.features(), forward(one)));
        }

        private Forward forward(Observation one) {
            double[] theta = model.theta(request.parameters(), one.features());
            if (theta.length != one.oracle().dimension()) {
                throw new InvalidArgumentException(
                        "the features of example '" + one.id() + "' give " + theta.length
                                + " costs, but its oracle has dimension "
                                + one.oracle().dimension(),
                        "Maybe a row of features is missing, or they belong to another oracle");
            }
            boolean outside = one.oracle().domain().firstOutside(theta) >= 0;
            return new Forward(theta, model.pullback(request.parameters(), one.features()), outside);
        }

        /** Returns the subtrees of the {@link Sums} of a block. */
        List<KeyedSum.Node> nodes(int block) {
            List<Observation> examples = examples(block);
            Block done = contributions(block);
            List<KeyedSum.Node> nodes = new ArrayList<>();
            int first = block * size;
            for (int i = 0; i < examples.size(); i++) {
                Contribution one = done.contributions().get(i);
                Pullback pullback = done.pullbacks().get(i);
                nodes.add(Touched.node(chosenKeys[first + i], examples.get(i), one, pullback));
            }
            return KeyedSum.part(nodes, chosenKeys[first], chosenKeys[first + examples.size() - 1]);
        }

        /** Returns the subtrees of the sums of all blocks, one after the other. */
        public List<KeyedSum.Node> nodes() {
            List<KeyedSum.Node> nodes = new ArrayList<>();
            for (int block = 0; block < blocks(); block++) {
                nodes.addAll(nodes(block));
            }
            return nodes.isEmpty() ? nodes : KeyedSum.part(nodes, chosenKeys[0], chosenKeys[chosenKeys.length - 1]);
        }

        /** Returns the gradients and values of a block. */
        public List<ExampleGradient> gradients(int block) {
            List<Observation> examples = examples(block);
            Block done = contributions(block);
            return IntStream.range(0, examples.size())
                    .mapToObj(i -> Touched.gradient(
                            done.contributions().get(i),
                            examples.get(i).weight(),
                            done.pullbacks().get(i)))
                    .toList();
        }

        public int blocks() {
            return (chosen.size() + size - 1) / size;
        }

        /** How many examples are in the blocks up to this one. */
        int done(int block) {
            return Math.min(chosen.size(), (block + 1) * size);
        }

        private List<Observation> examples(int block) {
            return chosen.subList(block * size, done(block));
        }

        /** Evaluates a block, again if one of its examples touches more effects than any before. */
        private Block contributions(int block) {
            while (true) {
                int most = mostTouched;
                Block done = contributions(block, most);
                if (!Touched.isAnyFull(done.pullbacks())) {
                    return done;
                }
                mostTouched = Math.max(mostTouched, 2 * most);
            }
        }

        /** Parameters that leave the domain of an oracle contribute no number, which no search accepts. */
        @SuppressWarnings("unchecked") // the equation was asked for what it learns from
        private Block contributions(int block, int most) {
            List<Observation> observations = examples(block);
            List<Example<Target>> examples = new ArrayList<>();
            List<Pullback> pullbacks = new ArrayList<>();
            for (Observation one : observations) {
                Forward known = shared.get(one.features());
                Forward forward = known == null ? forward(one) : known;
                Pullback pullback = Touched.of(forward.pullback(), most);
                if (forward.outside()) {
                    Contribution nothing = new Contribution(Double.NaN, new double[pullback.size()], 0);
                    Arrays.fill(nothing.gradient(), Double.NaN);
                    int all = observations.size();
                    return new Block(Collections.nCopies(all, nothing), Collections.nCopies(all, pullback));
                }
                int at = block * size + examples.size();
                NoiseKey key = new NoiseKey(request.step(), chosenKeys[at]);
                examples.add(new Example<>(forward.theta(), one.target(), key, oracles[members[at]]));
                pullbacks.add(pullback);
            }
            try {
                return new Block(((EstimatingEquation<Target>) equation).contributions(examples, pullbacks), pullbacks);
            } catch (OracleException failure) {
                throw Unsolved.named(failure, observations);
            }
        }
    }

    @Override
    public synchronized void close() {
        equations.values().forEach(EstimatingEquation::close);
    }
}
