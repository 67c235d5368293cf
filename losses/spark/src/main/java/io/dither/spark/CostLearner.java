package io.dither.spark;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.learn.model.Fitted;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Learns the costs of a solver from a table of observed decisions, one row per example: {@link io.dither.learn.Learner}
 * as an estimator of Spark ML. The result has the same bits for any order of rows and any number of partitions and
 * executors.
 */
public final class CostLearner extends Estimator<CostLearnerModel> implements CostLearnerParams, DefaultParamsWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;

    /** Makes a learner with a new uid. */
    public CostLearner() {
        this(Identifiable$.MODULE$.randomUID("costLearner"));
    }

    /**
     * Makes a learner.
     *
     * @param uid its uid
     */
    public CostLearner(String uid) {
        this.uid = uid;
        new Settings(this).setDefaults();
    }

    @Override
    public String uid() {
        return uid;
    }

    /**
     * Reads learners, see {@link #write()}.
     *
     * @return the reader
     */
    public static MLReader<CostLearner> read() {
        return new DefaultParamsReader<>();
    }

    /**
     * Reads a learner.
     *
     * @param path the path of the saved learner
     * @return the learner
     */
    public static CostLearner load(String path) {
        return read().load(path);
    }

    /**
     * Sets {@link #oracle()}.
     *
     * @param text the text, such as {@code jgrapht-shortest-path:file=roads.csv,format=csv,source={from},target={to}}
     * @return this
     */
    public CostLearner setOracle(String text) {
        return with(oracle(), text);
    }

    /**
     * Sets {@link #featureNames()}.
     *
     * @param names the names, one per feature of a coordinate
     * @return this
     */
    public CostLearner setFeatureNames(String... names) {
        return with(featureNames(), names.clone());
    }

    /**
     * Sets {@link #coordinateFeatures()}.
     *
     * @param features one row per coordinate
     * @return this
     */
    public CostLearner setCoordinateFeatures(Matrix features) {
        return with(coordinateFeatures(), features);
    }

    /**
     * Sets any of the parameters: {@code with(learner.samples(), 50)}.
     *
     * @param parameter the parameter
     * @param value its value
     * @param <T> its type
     * @return this
     */
    public <T> CostLearner with(Param<T> parameter, T value) {
        set(parameter, value);
        return this;
    }

    @Override
    public StructType transformSchema(StructType schema) {
        Columns columns = new Columns(this, schema);
        columns.toLearn(); // checks that the columns exist
        return columns.withDecisions();
    }

    /**
     * Fits a model.
     *
     * @param dataset the examples
     * @return the model
     * @throws InvalidArgumentException if a parameter, a column or a row is wrong
     * @throws OracleException if a solve fails
     */
    @Override
    public CostLearnerModel fit(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        Settings settings = new Settings(this);
        Columns columns = new Columns(this, dataset.schema());
        RowReader reader = columns.reader(settings.featuresPerCoordinate());
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext());
        JavaRDD<ExampleRow> rows = dataset.select(columns.toLearn().stream()
                        .map(name -> functions.col("`" + name.replace("`", "``") + "`")) // a name may have dots
                        .toArray(Column[]::new))
                .toJavaRDD()
                .map(reader::example);
        int partitions = ((Number) getOrDefault(partitions())).intValue();
        try (SparkHistory history = SparkHistory.of(context, settings.workerData(context), rows, partitions)) {
            Fitted fitted = history.fit(settings.learner(history.ownFeatureCount(), history.firstOracle()));
            return copyValues(new CostLearnerModel(uid, fitted), new ParamMap()).setParent(this);
        }
    }

    @Override
    public CostLearner copy(ParamMap extra) {
        return defaultCopy(extra);
    }
}
