package io.dither.spark;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.KeyedSum;
import io.dither.learn.Cluster;
import io.dither.learn.Learner;
import io.dither.learn.PartEvaluator;
import io.dither.learn.Workload;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.random.ExampleKey;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Examples on a Spark cluster, for one or more fits. Executors keep them in memory, in ranges of their keys. A fit has
 * the same bits as on one machine, for any number of parts and executors, even if an executor is lost.
 *
 * <p>Executors make the oracles from their texts, one per text and process. Files that the texts name are sent too.
 * Used by one thread.
 */
public final class SparkHistory implements Cluster.History {
    private final JavaSparkContext context;
    private final Broadcast<WorkerData> data;
    /** The rows that the driver sent; Spark sends them again if an executor is lost. */
    private final List<Broadcast<RowRange>> ranges;

    private final Jobs jobs;
    /** The same examples in ranges of the keys of persons; null until needed. */
    private @Nullable Jobs personJobs;

    private final Part.First firstExample;
    private final LinearOracle firstOracle;

    private SparkHistory(
            JavaSparkContext context, WorkerData shared, JavaRDD<Part> parts, List<Broadcast<RowRange>> ranges) {
        this.context = context;
        this.ranges = ranges;
        data = context.broadcast(shared);
        jobs = Jobs.over(parts, context);
        try {
            firstExample = firstExample();
            firstOracle = shared.oracle(firstExample.oracleText(), firstExample.id());
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    /**
     * Sends examples to the executors of a session, as {@link Cluster#send} does to a cluster.
     *
     * @param spark the session
     * @param observations the examples, each with its own id; a {@link Features} object that examples share is sent
     *     once
     * @param oracleText returns the text of an example's oracle, such as {@code ranking:n=5}; called on the driver,
     *     which sends the texts
     * @param partitions the number of ranges, at least 1, or 0 for two per core
     * @return the examples; the caller closes them
     * @throws InvalidArgumentException if there are no examples, or a text is wrong
     * @throws DataException if a file that a text names cannot be read
     */
    public static SparkHistory of(
            SparkSession spark,
            List<Observation> observations,
            Function<? super Observation, String> oracleText,
            int partitions) {
        Arguments.atLeast("number of examples", observations.size(), 1);
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        List<String> texts = observations.stream().map(oracleText).toList();
        // features that several examples use are sent once, and examples refer to them by an index
        IdentityHashMap<Features, Integer> uses = new IdentityHashMap<>();
        observations.forEach(observation -> uses.merge(observation.features(), 1, Integer::sum));
        IdentityHashMap<Features, Integer> sharedIndices = new IdentityHashMap<>();
        List<Features> shared = new ArrayList<>();
        List<ExampleRow> rows = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Observation observation = observations.get(i);
            // all features were counted above: the default only avoids a null
            boolean isOwn = uses.getOrDefault(observation.features(), 1) == 1;
            int sharedIndex = isOwn
                    ? ExampleRow.NOT_SHARED
                    : sharedIndices.computeIfAbsent(observation.features(), features -> {
                        shared.add(features);
                        return shared.size() - 1;
                    });
            rows.add(ExampleRow.of(observation, sharedIndex, texts.get(i)));
        }
        Set<String> files = ShippedFiles.namedBy(new HashSet<>(texts));
        WorkerData data = new WorkerData(shared, ShippedFiles.send(files, context));
        List<Broadcast<RowRange>> rowRanges = RowRange.of(rows, rangeCount(context, partitions)).stream()
                .map(context::broadcast)
                .toList();
        return new SparkHistory(context, data, parts(context, rowRanges), rowRanges);
    }

    /** Makes a history of the rows of a dataset. */
    static SparkHistory of(JavaSparkContext context, WorkerData shared, JavaRDD<ExampleRow> rows, int partitions) {
        JavaPairRDD<Long, ExampleRow> byKey = rows.mapToPair(row -> new Tuple2<>(row.key(), row));
        return new SparkHistory(context, shared, parts(byKey, rangeCount(context, partitions)), List.of());
    }

    private static JavaRDD<Part> parts(JavaPairRDD<Long, ExampleRow> byKey, int rangeCount) {
        return byKey.partitionBy(new KeyRanges(rangeCount))
                .values()
                .mapPartitions(
                        range -> List.of(new Part(RowRange.sorted(range))).iterator());
    }

    /** Returns the number of ranges: {@code partitions}, or two per core if it is 0. */
    private static int rangeCount(JavaSparkContext context, int partitions) {
        return partitions == 0 ? 2 * context.defaultParallelism() : Arguments.atLeast("partitions", partitions, 1);
    }

    private static JavaRDD<Part> parts(JavaSparkContext context, List<Broadcast<RowRange>> ranges) {
        List<Integer> numbers = IntStream.range(0, ranges.size()).boxed().toList();
        return context.parallelize(numbers, ranges.size())
                .map(range -> new Part(ranges.get(range).value()));
    }

    /** Returns the example with the least key. */
    private Part.First firstExample() {
        List<Part.First> firsts =
                jobs.onEach(Part::first).stream().flatMap(List::stream).toList();
        Arguments.atLeast("number of examples", firsts.size(), 1);
        return firsts.get(0); // parts are in the order of their keys
    }

    /** Returns the number of columns of the first example's own features; 0 if it shares its features. */
    int ownFeatureCount() {
        return firstExample.ownFeatureCount();
    }

    /** Returns the oracle of the first example. */
    LinearOracle firstOracle() {
        return firstOracle;
    }

    @Override
    public Fitted fit(Learner learner) {
        return fit(learner, firstOracle, Subset.ALL, data.value().sharedFeatures().stream());
    }

    @Override
    public Fitted fit(Learner learner, List<Observation> observations) {
        Arguments.atLeast("number of examples", observations.size(), 1);
        Observation firstExample =
                Collections.min(observations, Comparator.comparing(Observation::key, Long::compareUnsigned));
        Stream<Features> features = observations.stream().map(Observation::features);
        return fit(learner, firstExample.oracle(), Subset.of(observations), features);
    }

    private Fitted fit(Learner learner, LinearOracle oracle, Subset subset, Stream<Features> features) {
        // as on one machine, where arrays are compared too; a part compares only the lengths of its own examples
        Arguments.require(
                !learner.settings().followsLengths()
                        || features.map(Features::lengths).distinct().count() <= 1,
                "noise follows lengths, and examples have different lengths",
                "Maybe let all examples share one Features object");
        Workload raw = learner.workload(oracle);
        Survey rawSurvey = survey(evaluatorFactory(raw, subset));
        subset.requireAll(rawSurvey.clusters().size());
        // standardises twice, as on one machine: the second time repairs rounding errors, and also fixes for all parts
        // whether they evaluate without samples
        Workload standardised = raw.standardisedBy(KeyedSum.total(rawSurvey.moments()));
        Survey survey = survey(evaluatorFactory(standardised, subset));
        Workload workload = standardised.standardisedBy(KeyedSum.total(survey.moments()), survey.isExact());
        Evaluator evaluator = new ClusterEvaluator(
                context,
                Prepared.of(context, jobs, data, evaluatorFactory(workload, subset)),
                survey.clusters().stream().mapToLong(key -> key).toArray(),
                survey.weights().stream().mapToDouble(weight -> weight).toArray(),
                survey.isExact());
        return learner.fit(workload.model(), oracle, evaluator);
    }

    @Override
    public <T extends Serializable> void decide(
            Fitted fitted, List<Observation> observations, Cluster.Work<T> work, Consumer<? super T> consumer) {
        List<T> answers = answers(BroadcastModel.of(fitted), Subset.of(observations), work);
        long[] keys = observations.stream().mapToLong(Observation::key).toArray();
        List<Integer> byKey = IntStream.range(0, keys.length)
                .boxed()
                .sorted((a, b) -> Long.compareUnsigned(keys[a], keys[b]))
                .toList();
        int[] order = new int[keys.length]; // the index of each observation's answer: answers are in the order of keys
        for (int k = 0; k < order.length; k++) {
            order[byKey.get(k)] = k;
        }
        for (int k : order) {
            consumer.accept(answers.get(k));
        }
    }

    private <T extends Serializable> List<T> answers(BroadcastModel model, Subset subset, Cluster.Work<T> work) {
        Broadcast<BroadcastModel> broadcast = context.broadcast(model);
        Broadcast<Subset> sharedSubset = context.broadcast(subset);
        Broadcast<WorkerData> shared = data; // a local variable, so that the lambda does not capture this object
        try {
            List<T> all = new ArrayList<>();
            jobs.onEach(part -> part.decide(shared.value(), broadcast.value(), sharedSubset.value(), work))
                    .forEach(all::addAll);
            subset.requireAll(all.size());
            return all;
        } finally {
            broadcast.destroy();
            sharedSubset.destroy();
        }
    }

    /**
     * Summaries of the examples, which the driver needs before a fit.
     *
     * @param moments subtrees of the sum of the examples' moments, by which models are standardised
     * @param clusters the {@linkplain Observation#clusterKey() key} of each example's group, such as its person, in
     *     the order of the examples' keys; not a Spark cluster
     * @param weights the weight of each example, in the same order
     * @param isExact whether the parts evaluate without samples
     */
    private record Survey(List<KeyedSum.Node> moments, List<Long> clusters, List<Double> weights, boolean isExact)
            implements Serializable {
        static Survey of(PartEvaluator part) {
            return new Survey(
                    new ArrayList<>(part.moments()),
                    new ArrayList<>(Arrays.stream(part.clusters()).boxed().toList()),
                    new ArrayList<>(Arrays.stream(part.weights()).boxed().toList()),
                    part.isExact());
        }
    }

    private static PartFactory<PartEvaluator> evaluatorFactory(Workload workload, Subset subset) {
        return (part, catalogue) -> workload.evaluatorOf(subset.in(part), catalogue);
    }

    private Survey survey(PartFactory<PartEvaluator> factory) {
        try (Prepared<PartEvaluator> parts = Prepared.of(context, jobs, data, factory)) {
            List<KeyedSum.Node> moments = new ArrayList<>();
            List<Long> clusters = new ArrayList<>();
            List<Double> weights = new ArrayList<>();
            boolean isExact = true;
            for (Survey part : parts.onEach(evaluator -> List.of(Survey.of(evaluator)))) {
                moments.addAll(part.moments());
                clusters.addAll(part.clusters());
                weights.addAll(part.weights());
                isExact &= part.isExact();
            }
            return new Survey(moments, clusters, weights, isExact);
        }
    }

    @Override
    public <E extends Cluster.Persons> Cluster.DistributedPersons<E> byPerson(
            List<Observation> observations,
            Cluster.Preparation<E> preparation,
            Supplier<Cluster.DistributedPersons<E>> local) {
        PartFactory<RemotePersons.Group<E>> factory = groupFactory(preparation, Subset.of(observations));
        return new RemotePersons<>(Prepared.of(context, personJobs(), data, factory));
    }

    private static <E extends Cluster.Persons> PartFactory<RemotePersons.Group<E>> groupFactory(
            Cluster.Preparation<E> preparation, Subset subset) {
        return (part, catalogue) -> {
            List<Observation> observations = subset.in(part);
            return new RemotePersons.Group<>(
                    observations.isEmpty() ? null : preparation.prepare(observations, catalogue));
        };
    }

    /** Returns jobs over parts that have all decisions of each of their persons. */
    private Jobs personJobs() {
        Jobs current = personJobs;
        if (current == null) {
            // the cluster of an example is the person who decided
            JavaPairRDD<Long, ExampleRow> rowsByPerson = jobs.parts()
                    .flatMap(part -> part.rows().iterator())
                    .mapToPair(
                            row -> new Tuple2<>(ExampleKey.of(row.attributes().cluster()), row));
            current = Jobs.over(parts(rowsByPerson, jobs.parts().getNumPartitions()), context);
            personJobs = current;
        }
        return current;
    }

    /** Frees the examples and prepared objects on the executors; the Spark session stays open. */
    @Override
    public void close() {
        try (jobs) {
            if (personJobs != null) {
                personJobs.close();
            }
        } finally {
            data.destroy();
            ranges.forEach(Broadcast::destroy);
        }
    }
}
