package io.dither.spark;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.Predictor;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.Features;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import java.io.Serializable;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

/** Adds decisions to the rows of a partition. Each task has its own predictor. */
record Decider(Broadcast<WorkerData> data, RowReader reader, BroadcastModel model) implements Serializable {
    Iterator<Row> decide(Iterator<Row> rows) {
        WorkerData shared = data.value();
        Predictor predictor = model.predictor(shared.catalogue());
        TaskCompletionListener close = task -> predictor.close();
        TaskContext.get().addTaskCompletionListener(close);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Row next() {
                return withDecision(rows.next(), predictor, shared);
            }
        };
    }

    /** Returns a row with two more columns: the decision of the model and its cost. */
    private Row withDecision(Row row, Predictor predictor, WorkerData shared) {
        String id = reader.exampleId(row);
        try {
            Features rowFeatures = reader.features(row, id);
            // rowFeatures is null if all rows share the same features, which WorkerData has at index 0
            Features features = rowFeatures == null ? shared.sharedFeatures().get(0) : rowFeatures;
            int dimension = FeatureModel.of(model.model()).dimension(features);
            LinearOracle oracle = shared.oracle(reader.oracleText(row, id, dimension), id);
            Predictor.Prediction prediction = predictor.predict(features, oracle);
            Object[] values = new Object[row.size() + 2];
            for (int i = 0; i < row.size(); i++) {
                values[i] = row.get(i);
            }
            values[row.size()] = vector(prediction.decision());
            values[row.size() + 1] = prediction.cost();
            return RowFactory.create(values);
        } catch (InvalidArgumentException refused) {
            throw RowReader.withExample(id, refused);
        }
    }

    private static Vector vector(Vertex y) {
        double[] values = y.toArray();
        int[] indices =
                IntStream.range(0, values.length).filter(i -> values[i] != 0).toArray();
        return Vectors.sparse(
                values.length,
                indices,
                IntStream.of(indices).mapToDouble(i -> values[i]).toArray());
    }
}
