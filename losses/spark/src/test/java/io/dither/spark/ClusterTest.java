package io.dither.spark;

import static io.dither.spark.Same.assertSame;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.learn.Learner;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.SharedLinearModel;
import io.dither.people.tastes.Tastes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two executors in processes of their own; run by {@code mvn verify -Pcluster}. */
@Tag("cluster")
@Timeout(300)
class ClusterTest {
    private static final Simulated WAYS = Simulated.ways(2000);

    @TempDir
    private static Path home;

    private static Standalone standalone;
    private static SparkSession spark;

    @BeforeAll
    static void start() throws Exception {
        standalone = new Standalone(home);
        // both executors are there before the first task
        spark = Clusters.open(
                standalone.master(),
                Map.of(
                        "spark.sql.shuffle.partitions", "2",
                        "spark.cores.max", "2",
                        "spark.scheduler.minRegisteredResourcesRatio", "1",
                        "spark.scheduler.maxRegisteredResourcesWaitingTime", "120s"));
    }

    @AfterAll
    static void stop() {
        try {
            if (spark != null) {
                spark.stop();
            }
        } finally {
            if (standalone != null) {
                standalone.close();
            }
        }
    }

    /** Counts the tasks of each executor, and kills one in the middle of a task when it is told to. */
    private static final class Watch extends SparkListener {
        private final CopyOnWriteArraySet<String> executors = new CopyOnWriteArraySet<>();
        private final AtomicInteger failures = new AtomicInteger();
        private final AtomicLong left;

        Watch(long tasks) {
            left = new AtomicLong(tasks);
        }

        @Override
        public void onTaskStart(SparkListenerTaskStart start) {
            executors.add(start.taskInfo().executorId());
            if (left.decrementAndGet() == 0) {
                standalone.executors().get(0).destroyForcibly(); // kill -9
            }
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            failures.addAndGet(end.taskInfo().successful() ? 0 : 1);
        }
    }

    private static Learner learner() {
        return Learner.of(SharedLinearModel.of("quality", "comfort"))
                .noise("gaussian")
                .epsilon(0.3)
                .samples(40)
                .threads(2);
    }

    private static Fitted onCluster(Watch watch) {
        spark.sparkContext().addSparkListener(watch);
        try (SparkHistory history = SparkHistory.of(spark, WAYS.observations, WAYS::text, 6)) {
            return history.fit(learner());
        } finally {
            spark.sparkContext().removeSparkListener(watch);
        }
    }

    @Test
    void twoExecutorsHaveTheBitsOfOneMachineAlsoWhereOneIsKilled() {
        Fitted local = learner().fit(WAYS.observations);
        Watch calm = new Watch(Long.MAX_VALUE);
        assertSame(local, onCluster(calm));
        assertEquals(2, calm.executors.size());
        assertEquals(0, calm.failures.get());
        Watch killing = new Watch(60);
        assertSame(local, onCluster(killing));
        assertTrue(killing.left.get() < 0);
        assertTrue(killing.failures.get() > 0, "the kill hit no task");
    }

    @Test
    void personsLieOnTheExecutorsAlsoWhereOneIsKilled() {
        Simulated choices = Simulated.choices(300);
        Tastes tastes = Tastes.of(SharedLinearModel.of("quality", "comfort"))
                .with("errors", "NONE")
                .draws(16);
        String here = PersonsTest.digits(tastes.fit(choices.observations));
        Watch killing = new Watch(80);
        spark.sparkContext().addSparkListener(killing);
        try (SparkHistory history = SparkHistory.of(spark, choices.observations, choices::text, 4)) {
            assertEquals(here, PersonsTest.digits(tastes.fit(history, choices.observations)));
        } finally {
            spark.sparkContext().removeSparkListener(killing);
        }
        assertTrue(killing.left.get() < 0 && killing.failures.get() > 0, "the kill hit no task");
    }

    @Test
    void filesGoToTheExecutors() throws Exception {
        // executors work in other folders, where this place means nothing
        Path roads = Files.createTempFile(Path.of("target"), "roads", ".gr");
        Files.writeString(roads, "p sp 4 6\na 1 2 1\na 2 3 1\na 1 3 1\na 3 4 1\na 2 4 1\na 1 4 1\n");
        Features features = Features.of(new double[][] {{1, 0}, {1, 1}, {2, 0}, {1, 0}, {3, 0}, {4, 1}});
        Simulated simulated = new Simulated();
        for (int i = 0; i < 40; i++) {
            double[] costs = {1 + i % 3, 2, 2.5 + i % 2, 1 + i % 5, 3, 4 + i % 2};
            String text = "jgrapht-shortest-path:file=" + roads + ",source=" + (1 + i % 2) + ",target=4";
            simulated.add("trip " + i, features, text, costs, "all");
        }
        Learner learner = Learner.of(SharedLinearModel.of("length", "toll"))
                .samples(4)
                .withoutIntervals()
                .iterations(5);
        try (SparkHistory history = SparkHistory.of(spark, simulated.observations, simulated::text, 3)) {
            Fitted fitted = history.fit(learner);
            assertSame(learner.fit(simulated.observations), fitted);
            List<Outcome> outcomes = history.outcomes(fitted, simulated.observations);
            try (Predictor predictor = Predictor.of(fitted)) {
                for (Outcome found : outcomes) {
                    Outcome expected = Outcome.of(found.observation(), predictor);
                    assertArrayEquals(
                            expected.predicted().toArray(), found.predicted().toArray());
                    assertEquals(expected.cost(), found.cost());
                }
            }
            assertEquals(40, outcomes.size());
        }
        Files.delete(roads);
    }

    @Test
    void decisionsAreMadeOnTheExecutors() {
        StructType schema = new StructType()
                .add("id", DataTypes.LongType)
                .add("features", SQLDataTypes.VectorType())
                .add("decision", SQLDataTypes.VectorType());
        List<Row> rows = new java.util.ArrayList<>();
        for (int i = 0; i < 100; i++) {
            double[] y = {i % 3 == 0 ? 1 : 0, i % 3 == 0 ? 0 : 1};
            rows.add(RowFactory.create((long) i, Vectors.dense(i % 7, 1, i % 5, 2), Vectors.dense(y)));
        }
        Dataset<Row> table = spark.createDataFrame(rows, schema).repartition(4);
        CostLearner learner = new CostLearner().setOracle("argmax:n={d}").setFeatureNames("a", "b");
        learner.with(learner.noise(), "gumbel");
        CostLearnerModel model = learner.fit(table);
        assertEquals(100, model.transform(table).filter("cost is not null").count());
    }
}
