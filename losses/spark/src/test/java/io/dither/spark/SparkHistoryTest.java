package io.dither.spark;

import static io.dither.spark.Same.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.Cluster;
import io.dither.learn.Learner;
import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.Tuning;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Link;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Run by {@code mvn verify -Pcluster}. */
@Tag("cluster")
@ExtendWith(LocalSpark.class)
class SparkHistoryTest {
    private static final Simulated CHOICES = Simulated.choices(400);
    private static final Simulated WAYS = Simulated.ways(150);

    private static final String ROADS = "p sp 4 6\na 1 2 1\na 2 3 1\na 1 3 1\na 3 4 1\na 2 4 1\na 1 4 1\n";

    private static Learner learner() {
        return Learner.of(SharedLinearModel.of("quality", "comfort")).seed(7);
    }

    private static SparkHistory send(Simulated simulated, int partitions) {
        return SparkHistory.of(LocalSpark.session(), simulated.observations, simulated::text, partitions);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void closedFormsHaveTheBitsOfOneMachine(int partitions) {
        Learner learner = learner().noise("gumbel");
        Fitted local = learner.fit(CHOICES.observations);
        assertEquals(Fitted.Status.CONVERGED, local.status());
        try (SparkHistory history = send(CHOICES, partitions)) {
            assertSame(local, history.fit(learner));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void sampledWaysHaveTheBitsOfOneMachine(int partitions) {
        Learner learner = learner().noise("gaussian").epsilon(0.3).samples(5);
        Fitted local = learner.fit(WAYS.observations);
        assertTrue(local.weight("quality").standardError() > 0);
        try (SparkHistory history = send(WAYS, partitions)) {
            assertSame(local, history.fit(learner));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void effectsHaveTheBitsOfOneMachine(int partitions) {
        List<String> groups = IntStream.range(0, 500).mapToObj(g -> "g" + g).toList();
        List<Observation> grouped = new ArrayList<>();
        for (Observation one : WAYS.observations) {
            String[] rows = new String[one.features().rows()];
            Arrays.setAll(rows, row -> groups.get((row * 7 + one.id().length()) % 40));
            Features features = one.features().withGroups(rows);
            grouped.add(Observation.of(one.id(), features, one.oracle(), one.target()));
        }
        Learner learner = Learner.of(SharedLinearModel.of("quality", "comfort").withEffects(groups, true))
                .samples(5);
        Fitted local = learner.fit(grouped);
        assertEquals(
                40, local.effects().values().stream().filter(one -> one != 0).count());
        try (SparkHistory history = SparkHistory.of(LocalSpark.session(), grouped, WAYS::text, partitions)) {
            assertSame(local, history.fit(learner));
        }
    }

    /** No part has examples with different lengths, so that no part can see the difference. */
    @Test
    void noiseThatFollowsLengthsNeedsTheSameLengthsInAllParts() {
        int size = WAYS.observations.get(0).oracle().dimension();
        double[] lengths = new double[size];
        Arrays.fill(lengths, 1);
        Features shared = WAYS.observations.get(0).features();
        List<Features> all = List.of(shared.withLengths(lengths), shared.withLengths(lengths.clone()));
        List<Observation> ways = WAYS.observations.stream()
                .limit(40)
                .map(way -> way.withFeatures(all.get(way.key() < 0 ? 0 : 1)))
                .toList();
        Learner learner = learner().noise("gamma:shape=4").epsilon(0.3).samples(2);
        learner.with(learner.settings().followsLengths(true));
        assertThrows(InvalidArgumentException.class, () -> learner.fit(ways));
        try (SparkHistory history = SparkHistory.of(LocalSpark.session(), ways, WAYS::text, 2)) {
            assertThrows(InvalidArgumentException.class, () -> history.fit(learner));
            assertThrows(InvalidArgumentException.class, () -> learner.fit(history, ways));
            learner.with(learner.settings().followsLengths(false));
            assertSame(learner.fit(ways), history.fit(learner));
        }
    }

    @Test
    void manyFitsShareOneHistory() {
        List<Observation> some = CHOICES.observations.subList(0, 100);
        try (SparkHistory history = SparkHistory.of(LocalSpark.session(), some, CHOICES::text, 2)) {
            for (Learner learner : List.of(
                    learner().l2(0.1).samples(2).withoutIntervals().iterations(4),
                    learner().noise("gumbel").fix("quality", 1).learnEpsilon().withoutIntervals(),
                    learner().miniBatches(2, 50, 0.1).samples(2).withoutIntervals(),
                    learner().noise("gumbel").earlyStopping(0.3),
                    learner().loss("fenchel-young:samples=3").withoutIntervals().iterations(5),
                    learner()
                            .moments()
                            .noise("gumbel")
                            .samples(3)
                            .withoutIntervals()
                            .iterations(5))) {
                assertSame(learner.fit(some), history.fit(learner));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void settingsAreTriedOnFoldsOfWhatWasSentOnce(int partitions) {
        FitSettings usual = learner().noise("gumbel").settings();
        List<FitSettings> penalties = List.of(usual, usual.with("l2", 0.1));
        Function<FitSettings, Learner> learners = settings -> learner().with(settings);
        Function<List<Outcome>, Metric> metric = outcomes -> Metrics.named(outcomes, "coordinate accuracy");
        List<Observation> all = CHOICES.observations;
        try (SparkHistory history = send(CHOICES, partitions)) {
            assertEquals(
                    Tuning.crossValidate(penalties, learners, all, 3, 1, metric).results(),
                    Tuning.crossValidate(penalties, learners, history, Holdout.folds(all, 3, 1), metric)
                            .results());
        }
    }

    @Test
    void whatWasNotSentIsRefused() {
        List<Observation> some = CHOICES.observations.subList(0, 20);
        List<Observation> more = CHOICES.observations.subList(0, 21);
        Learner learner = learner().noise("gumbel").withoutIntervals();
        try (SparkHistory history = SparkHistory.of(LocalSpark.session(), some, CHOICES::text, 2)) {
            refused("were not sent to the cluster", () -> history.fit(learner, more));
            refused("were not sent to the cluster", () -> history.outcomes(learner.fit(some), more));
            refused("number of examples = 0", () -> history.fit(learner, List.of()));
        }
    }

    @Test
    void partsWithoutExamplesAddNothing() {
        List<Observation> few = CHOICES.observations.subList(0, 6);
        Learner learner = learner().noise("gumbel").l2(1).withoutIntervals();
        try (SparkHistory history = SparkHistory.of(LocalSpark.session(), few, CHOICES::text, 32)) {
            assertSame(learner.fit(few), history.fit(learner));
        }
    }

    @Test
    void rowsOfWeightsForEachCoordinateTravel() {
        Learner learner = Learner.of(LinearModel.of(List.of("a", "b", "c"), 3, Link.SOFTPLUS))
                .samples(3)
                .iterations(10);
        Simulated simulated = new Simulated();
        for (int i = 0; i < 60; i++) {
            double[] x = {1.7e9 + i % 7, i % 5 - 2, 1}; // a time, whose mean is large
            double[] scores = {i % 7 - 3, x[1], i % 3 - 1};
            simulated.add("example " + i, Features.of(x), "argmax:n=3", scores, "all");
        }
        Fitted local = learner.fit(simulated.observations);
        try (SparkHistory history = send(simulated, 4)) {
            assertSame(local, history.fit(learner));
        }
    }

    @Test
    void waysOnOneMapShareFeaturesAndFiles(@TempDir Path folder) throws Exception {
        Path roads = Files.writeString(folder.resolve("roads.gr"), ROADS);
        Features features = Features.of(new double[][] {{1, 0}, {1, 1}, {2, 0}, {1, 0}, {3, 0}, {4, 1}});
        Features rainy = features.withFactors(new double[] {1, 3});
        Simulated simulated = new Simulated();
        for (int i = 0; i < 40; i++) {
            double[] costs = {1 + i % 3, 2, 2.5 + i % 2, 1 + i % 5, 3, 4 + i % 2};
            String text = "jgrapht-shortest-path:file=" + roads + ",source=" + (1 + i % 2) + ",target=4";
            Features own = i % 4 == 0 ? features : i % 4 == 1 ? rainy : features.withFactors(new double[] {1, i});
            simulated.add("trip " + i, own, text, costs, "all");
        }
        Learner learner = Learner.of(SharedLinearModel.of("length", "toll"))
                .samples(4)
                .withoutIntervals()
                .iterations(10);
        try (SparkHistory history = send(simulated, 3)) {
            assertSame(learner.fit(simulated.observations), history.fit(learner));
        }
    }

    @Test
    void aSecondExampleOfTheSameIdIsRefused() {
        List<Observation> twice = new ArrayList<>(CHOICES.observations.subList(0, 20));
        twice.add(twice.get(4));
        try (SparkHistory history = SparkHistory.of(LocalSpark.session(), twice, CHOICES::text, 3)) {
            refused("two examples have the id 'choice 4'", () -> history.fit(learner()));
        }
    }

    @Test
    void whatExecutorsRefuseIsToldAsOnOneMachine() {
        refused(
                "has no oracle 'argmax:n=-1': ",
                () -> SparkHistory.of(LocalSpark.session(), CHOICES.observations, one -> "argmax:n=-1", 3));
        refused(
                "there is no oracle 'argmix'",
                () -> SparkHistory.of(LocalSpark.session(), CHOICES.observations, one -> "argmix:n=3", 3));
        refused("number of examples = 0", () -> SparkHistory.of(LocalSpark.session(), List.of(), CHOICES::text, 3));
        refused("partitions = -1", () -> send(CHOICES, -1));
        try (SparkHistory history = send(CHOICES, 3)) {
            Learner other = Learner.of(SharedLinearModel.of("quality", "comfort", "price"));
            refused("features have 2 columns", () -> history.fit(other));
        }
    }

    @Test
    void aLearnerThatIsCancelledStops() {
        try (SparkHistory history = send(CHOICES, 2)) {
            assertThrows(StoppedException.class, () -> history.fit(learner().cancelledBy(() -> true)));
        }
    }

    @Test
    void aCheckpointGoesOnHereAndThere(@TempDir Path folder) {
        Learner learner = learner().noise("gaussian").epsilon(0.3).samples(5).withoutIntervals();
        Fitted wanted = learner.fit(WAYS.observations);
        AtomicInteger asked = new AtomicInteger();
        learner.checkpoint(folder.resolve("fit")).cancelledBy(() -> asked.incrementAndGet() > 3);
        try (SparkHistory history = send(WAYS, 3)) {
            assertThrows(StoppedException.class, () -> history.fit(learner));
            learner.cancelledBy(() -> false);
            List<Observation> fewer = WAYS.observations.subList(0, 149);
            String other = String.valueOf(assertThrows(DataException.class, () -> history.fit(learner, fewer))
                    .getMessage());
            assertTrue(other.contains("of another fit: other examples, oracles. Maybe"), other);
            assertSame(wanted, learner.fit(WAYS.observations));
            assertSame(wanted, history.fit(learner));
        }
    }

    @Test
    void clustersAreFoundByTheirService() {
        Learner learner = learner().noise("gumbel").withoutIntervals();
        assertEquals("local[2]", LocalSpark.session().sparkContext().master());
        try (Cluster cluster = Cluster.open("local[2]", Map.of());
                Cluster.History history = cluster.send(CHOICES.observations, CHOICES::text)) {
            assertSame(learner.fit(CHOICES.observations), history.fit(learner));
        }
        assertFalse(LocalSpark.session().sparkContext().isStopped());
    }

    private static void refused(String part, org.junit.jupiter.api.function.Executable action) {
        String message = String.valueOf(
                assertThrows(InvalidArgumentException.class, action).getMessage());
        assertTrue(message.contains(part) && message.contains("Maybe"), message);
    }
}
