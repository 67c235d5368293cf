package io.dither.spark;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.Predictor;
import io.dither.learn.model.Fitted;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Decides by learnt costs: adds the best decision of each row, and its cost, to a table. */
public final class CostLearnerModel extends Model<CostLearnerModel> implements CostLearnerParams, MLWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    /** Not serialised: executors get a {@link BroadcastModel} in place of this object. */
    private final transient Fitted fitted;

    CostLearnerModel(String uid, Fitted fitted) {
        this.uid = uid;
        this.fitted = fitted;
        new Settings(this).setDefaults();
    }

    @Override
    public String uid() {
        return uid;
    }

    /**
     * Returns the fit: weights with intervals, status and loss. After loading, it lacks the steps of the search, which
     * are not saved.
     *
     * @return the fit
     */
    public Fitted fitted() {
        return fitted;
    }

    /**
     * Makes a predictor, which needs no Spark.
     *
     * @return the predictor; the caller closes it
     * @throws InvalidArgumentException if the fit found no solution of its moment equations
     */
    public Predictor predictor() {
        return Predictor.of(fitted.requireRoot());
    }

    /**
     * Sets any of the parameters: {@code with(model.costCol(), "minutes")}.
     *
     * @param parameter the parameter
     * @param value its value
     * @param <T> its type
     * @return this
     */
    public <T> CostLearnerModel with(Param<T> parameter, T value) {
        set(parameter, value);
        return this;
    }

    /**
     * Reads models, see {@link #write()}.
     *
     * @return the reader
     */
    public static MLReader<CostLearnerModel> read() {
        return new ModelReader();
    }

    /**
     * Reads a model.
     *
     * @param path the path of the saved model
     * @return the model
     */
    public static CostLearnerModel load(String path) {
        return read().load(path);
    }

    /**
     * Writes the parameters as Spark does and, in the folder {@code dither}, the model with the files that its oracle's
     * text names.
     */
    @Override
    public MLWriter write() {
        return new ModelWriter(this);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        Columns columns = new Columns(this, schema);
        columns.toDecide(); // checks that the columns exist
        return columns.withDecisions();
    }

    /**
     * Adds the columns of decisions and their costs; rows may come in any order.
     *
     * @param dataset the rows
     * @return the rows with decisions, computed when they are read
     * @throws InvalidArgumentException if a parameter or a column is wrong, or the fit found no solution of its
     *     moment equations
     */
    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        StructType schema = transformSchema(dataset.schema());
        Settings settings = new Settings(this);
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext());
        Broadcast<WorkerData> data = context.broadcast(settings.workerData(context));
        RowReader reader = new Columns(this, dataset.schema()).reader(settings.featuresPerCoordinate());
        Decider decider = new Decider(data, reader, BroadcastModel.of(fitted.requireRoot()));
        return dataset.toDF().mapPartitions((MapPartitionsFunction<Row, Row>) decider::decide, Encoders.row(schema));
    }

    @Override
    public CostLearnerModel copy(ParamMap extra) {
        CostLearnerModel copy = new CostLearnerModel(uid, fitted);
        return hasParent() ? copyValues(copy, extra).setParent(parent()) : copyValues(copy, extra);
    }
}
