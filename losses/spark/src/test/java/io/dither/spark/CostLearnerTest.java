package io.dither.spark;

import static io.dither.spark.Same.assertSame;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.learn.Learner;
import io.dither.learn.Predictor;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.OracleRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Run by {@code mvn verify -Pcluster}. */
@Tag("cluster")
@ExtendWith(LocalSpark.class)
class CostLearnerTest {
    private static final Simulated CHOICES = Simulated.choices(300);
    private static final StructType SCHEMA = new StructType()
            .add("name", DataTypes.StringType)
            .add("features", SQLDataTypes.VectorType())
            .add("decision", SQLDataTypes.VectorType())
            .add("person", DataTypes.StringType);

    private static Dataset<Row> table() {
        List<Row> rows = CHOICES.observations.stream()
                .map(one -> RowFactory.create(
                        one.id(),
                        values(one.features()),
                        Vectors.dense(one.target().values()),
                        one.cluster()))
                .toList();
        return LocalSpark.session().createDataFrame(rows, SCHEMA);
    }

    private static Vector values(Features features) {
        double[] values = new double[features.rows() * features.columns()];
        for (int i = 0; i < values.length; i++) {
            values[i] = features.get(i / features.columns(), i % features.columns());
        }
        return Vectors.dense(values);
    }

    private static CostLearner learner() {
        CostLearner learner = new CostLearner().setOracle("argmax:n={d}").setFeatureNames("quality", "comfort");
        return learner.with(learner.idCol(), "name")
                .with(learner.clusterCol(), "person")
                .with(learner.noise(), "gumbel")
                .with(learner.partitions(), 3);
    }

    private static Fitted local() {
        return Learner.of(SharedLinearModel.of("quality", "comfort"))
                .noise("gumbel")
                .fit(CHOICES.observations);
    }

    @Test
    void aPipelineFitsSavesLoadsAndDecidesAsOneMachine(@TempDir Path folder) throws Exception {
        Dataset<Row> table = table();
        Fitted local = local();
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {learner()});
        pipeline.write().overwrite().save(folder.resolve("pipeline").toString());
        PipelineModel fitted =
                Pipeline.load(folder.resolve("pipeline").toString()).fit(table);
        assertSame(local, ((CostLearnerModel) fitted.stages()[0]).fitted());
        fitted.write().overwrite().save(folder.resolve("model").toString());
        PipelineModel loaded = PipelineModel.load(folder.resolve("model").toString());
        List<Row> rows = loaded.transform(table.drop("decision").repartition(3)).collectAsList();
        assertEquals(300, rows.size());
        try (Predictor predictor = Predictor.of(local)) {
            for (Row row : rows) {
                int index = Integer.parseInt(row.<String>getAs("name").substring("choice ".length()));
                Observation one = CHOICES.observations.get(index);
                Predictor.Prediction expected = predictor.predict(one.features(), one.oracle());
                assertArrayEquals(
                        expected.decision().toArray(),
                        row.<Vector>getAs("prediction").toArray());
                assertEquals(expected.cost(), row.<Double>getAs("cost"));
            }
        }
    }

    @Test
    void parametersReachTheLearner() {
        CostLearner learner = learner();
        learner.with(learner.loss(), "moments")
                .with(learner.noise(), "gaussian")
                .with(learner.samples(), 3)
                .with(learner.seed(), 9L)
                .with(learner.bounds(), new String[] {"quality=1.5", "comfort=0..0.5"})
                .with(learner.epsilon(), 0.5)
                .with(learner.errors(), "none")
                .with(learner.maxIter(), 2);
        Fitted local = Learner.of(SharedLinearModel.of("quality", "comfort"))
                .moments()
                .noise("gaussian")
                .samples(3)
                .seed(9)
                .fix("quality", 1.5)
                .bound("comfort", 0, 0.5)
                .epsilon(0.5)
                .withoutIntervals()
                .iterations(2)
                .fit(CHOICES.observations);
        assertSame(local, learner.copy(new ParamMap()).fit(table()).fitted());
    }

    @Test
    void featuresOfCoordinatesAndFilesTravelWithTheModel(@TempDir Path folder) throws Exception {
        Path roads = Files.writeString(
                folder.resolve("roads.gr"), "p sp 4 6\na 1 2 1\na 2 3 1\na 1 3 1\na 3 4 1\na 2 4 1\na 1 4 1\n");
        double[][] features = {{1, 0}, {1, 1}, {2, 0}, {1, 0}, {3, 0}, {4, 1}};
        double[] columns = {1, 1, 2, 1, 3, 4, 0, 1, 0, 0, 0, 1};
        Features shared = Features.of(features);
        String text = "jgrapht-shortest-path:file=" + roads + ",target=4,source=";
        List<Row> rows = new ArrayList<>();
        List<Observation> observations = new ArrayList<>();
        double[][] ways = {{0, 0, 1, 1, 0, 0}, {0, 1, 0, 1, 0, 0}, {0, 0, 0, 0, 0, 1}, {0, 0, 0, 0, 1, 0}};
        OracleRegistry registry = OracleRegistry.discover();
        for (int i = 0; i < 40; i++) {
            double[] way = ways[i % 4];
            int from = i % 2 == 0 ? 1 : 2;
            rows.add(RowFactory.create((long) i, from, Vectors.dense(way)));
            observations.add(Observation.of(String.valueOf(i), shared, registry.create(text + from), Decision.of(way)));
        }
        StructType schema = new StructType()
                .add("id", DataTypes.LongType)
                .add("from", DataTypes.IntegerType)
                .add("decision", SQLDataTypes.VectorType());
        Dataset<Row> table = LocalSpark.session().createDataFrame(rows, schema);
        CostLearner learner =
                new CostLearner().setOracle(text + "{from}").setCoordinateFeatures(new DenseMatrix(6, 2, columns));
        learner.with(learner.samples(), 4).with(learner.errors(), "none").with(learner.maxIter(), 5);
        assertEquals(List.of("x0", "x1"), learner.fit(table).fitted().model().names());
        learner.setFeatureNames("length", "toll");
        Fitted local = Learner.of(SharedLinearModel.of("length", "toll"))
                .samples(4)
                .withoutIntervals()
                .iterations(5)
                .fit(observations);
        assertSame(local, learner.fit(table).fitted());
        String[] groups = {"a", "b", "a", "c", "d", "e"};
        learner.with(learner.coordinateGroups(), groups).with(learner.effectsRidge(), 0.1);
        List<Observation> grouped = observations.stream()
                .map(one -> Observation.of(one.id(), shared.withGroups(groups), one.oracle(), one.target()))
                .toList();
        Fitted withEffects = Learner.of(
                        SharedLinearModel.of("length", "toll").withEffects(List.of("a", "b", "c", "d", "e"), true))
                .samples(4)
                .with("effectsRidge", 0.1)
                .withoutIntervals()
                .iterations(5)
                .fit(grouped);
        CostLearnerModel model = learner.fit(table);
        assertSame(withEffects, model.fitted());
        List<Row> decided = model.transform(table).sort("id").collectAsList();
        model.write().save(folder.resolve("model").toString());
        Files.delete(roads);
        CostLearnerModel loaded = CostLearnerModel.load(folder.resolve("model").toString());
        assertEquals(decided, loaded.transform(table).sort("id").collectAsList());
    }

    @Test
    void rowsOfWeightsForEachCoordinateAndTrueCosts() {
        List<Row> rows = new ArrayList<>();
        List<Observation> observations = new ArrayList<>();
        OracleRegistry registry = OracleRegistry.discover();
        for (int i = 0; i < 30; i++) {
            double[] x = {i % 7, i % 5 - 2};
            double[] costs = {x[0] - 3, x[1], i % 3 - 1};
            rows.add(RowFactory.create("e" + i, Vectors.dense(x), Vectors.dense(costs), 1 + i % 2));
            observations.add(Observation.of(
                            "e" + i, Features.of(x), registry.create("argmax:n=3"), io.dither.layer.Costs.of(costs))
                    .withWeight(1 + i % 2));
        }
        StructType schema = new StructType()
                .add("id", DataTypes.StringType)
                .add("features", SQLDataTypes.VectorType())
                .add("scores", SQLDataTypes.VectorType())
                .add("times", DataTypes.IntegerType);
        CostLearner learner = new CostLearner().setOracle("argmax:n=3");
        learner.with(learner.costModel(), "linear")
                .with(learner.trueCostsCol(), "scores")
                .with(learner.weightCol(), "times")
                .with(learner.loss(), "spo-plus")
                .with(learner.maxIter(), 4);
        Fitted local = Learner.of(LinearModel.of(List.of("x0", "x1"), 3, Link.IDENTITY))
                .loss("spo-plus")
                .iterations(4)
                .fit(observations);
        assertSame(
                local,
                learner.fit(LocalSpark.session().createDataFrame(rows, schema)).fitted());
    }

    @Test
    void namesOfColumnsMayHaveDots() {
        CostLearner learner = learner();
        learner.with(learner.idCol(), "choice.id");
        Dataset<Row> table = table().withColumnRenamed("name", "choice.id");
        CostLearnerModel model = learner.fit(table);
        assertSame(local(), model.fitted());
        assertEquals(300, model.transform(table).collectAsList().size());
    }

    private static <T> CostLearner changed(Function<CostLearner, Param<T>> parameter, T value) {
        CostLearner learner = learner();
        return learner.with(parameter.apply(learner), value);
    }

    @Test
    void wrongTablesAreRefused() {
        refused("there is no column 'id'; there are [name, ", () -> new CostLearner().transformSchema(SCHEMA));
        refused(
                "there is no column 'size'",
                () -> learner().setOracle("argmax:n={size}").transformSchema(SCHEMA));
        refused(
                "column 'name' holds string, not vectors",
                () -> changed(CostLearner::featuresCol, "name").transformSchema(SCHEMA));
        refused(
                "column 'name' holds string, not numbers",
                () -> changed(CostLearner::weightCol, "name").transformSchema(SCHEMA));
        refused("column 'cost' is there already", () -> learner().transformSchema(SCHEMA.add("cost", "double")));
        Dataset<Row> nobody = LocalSpark.session()
                .createDataFrame(
                        List.of(RowFactory.create("choice 0", Vectors.dense(1, 2, 3, 4), Vectors.dense(1, 0), null)),
                        SCHEMA);
        refused(
                "example 'choice 0' has no value in column 'person'",
                () -> learner().fit(nobody));
        refused(
                "number of examples = 0",
                () -> learner().fit(LocalSpark.session().createDataFrame(List.<Row>of(), SCHEMA)));
    }

    @Test
    void wrongParametersAreRefused() {
        Dataset<Row> table = table();
        refused("'oracle' is not set", () -> new CostLearner().transformSchema(SCHEMA.add("id", DataTypes.LongType)));
        refused(
                "are not rows of 5 features",
                () -> learner().setFeatureNames("a", "b", "c", "d", "e").fit(table));
        CostLearner nameless = new CostLearner().setOracle("argmax:n={d}");
        refused(
                "does not know how many features",
                () -> nameless.with(nameless.idCol(), "name").fit(table));
        refused(
                "'toll' has no '='",
                () -> changed(CostLearner::bounds, new String[] {"toll"}).fit(table));
        refused(
                "'low' has no '..'",
                () -> changed(CostLearner::bounds, new String[] {"comfort=low"}).fit(table));
        refused(
                "on one machine, such as Boosting for trees",
                () -> changed(CostLearner::costModel, "boosted").fit(table));
        assertThrows(IllegalArgumentException.class, () -> changed(CostLearner::samples, 0));
    }

    private static void refused(String part, org.junit.jupiter.api.function.Executable action) {
        String message = String.valueOf(
                assertThrows(InvalidArgumentException.class, action).getMessage());
        assertTrue(message.contains(part) && message.contains("Maybe"), message);
    }
}
