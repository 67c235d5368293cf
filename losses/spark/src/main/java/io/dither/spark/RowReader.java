package io.dither.spark;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.Target;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.oracle.OracleRegistry;
import io.dither.plugin.PluginSpec;
import java.io.Serializable;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Creates examples from rows.
 *
 * @param idColumn the column of the id
 * @param features the column of the features; empty if all examples share them
 * @param featuresPerCoordinate the number of features per coordinate; 0 if the numbers of a row are features of the
 *     whole example
 * @param decision the column of decisions; empty for none
 * @param trueCosts the column of true costs; empty for none
 * @param weight the column of weights; empty for none
 * @param cluster the column of the groups whose examples may depend on each other; empty for none
 * @param template the text of the oracle, with names of columns in braces
 */
record RowReader(
        String idColumn,
        String features,
        int featuresPerCoordinate,
        String decision,
        String trueCosts,
        String weight,
        String cluster,
        String template)
        implements Serializable {
    /** The name in braces that stands for the number of coordinates. */
    private static final String DIMENSION = "d";
    /** The value of true costs that are not known, and of covariates, which this class does not read. */
    private static final double[] UNKNOWN = new double[0];

    /** Creates a reader with this number of features per coordinate. */
    static RowReader of(CostLearnerParams params, Columns columns, int featuresPerCoordinate) {
        boolean isShared = params.isDefined(params.coordinateFeatures());
        return new RowReader(
                params.text(params.idCol()),
                isShared ? "" : params.text(params.featuresCol()),
                featuresPerCoordinate,
                columns.name(params.decisionCol()),
                columns.name(params.trueCostsCol()),
                columns.name(params.weightCol()),
                columns.name(params.clusterCol()),
                params.text(params.oracle()));
    }

    /** Returns the columns that the text of an oracle names in braces. */
    static String[] columnsOf(String oracle) {
        return PluginSpec.namesInBraces(oracle).stream()
                .filter(column -> !column.equals(DIMENSION))
                .toArray(String[]::new);
    }

    ExampleRow example(Row row) {
        String id = exampleId(row);
        try {
            double[] costs =
                    trueCosts.isEmpty() ? UNKNOWN : vector(row, trueCosts, id).toArray();
            Vector y = decision.isEmpty() ? null : vector(row, decision, id);
            Target target = y == null ? Costs.of(costs) : Decision.of(y.toArray());
            return new ExampleRow(
                    id,
                    features(row, id),
                    0, // the index of the shared features; ignored if the row has its own
                    oracleText(row, id, y == null ? costs.length : y.size()),
                    target,
                    new Observation.Attributes(
                            weight.isEmpty() ? 1 : ((Number) value(row, weight, id)).doubleValue(),
                            costs,
                            cluster.isEmpty() ? id : String.valueOf(value(row, cluster, id)),
                            UNKNOWN));
        } catch (InvalidArgumentException refused) {
            throw withExample(id, refused);
        }
    }

    /** Returns the exception with the id of the example in its message. */
    static InvalidArgumentException withExample(String id, InvalidArgumentException refused) {
        String message = String.valueOf(refused.getMessage());
        return message.contains("example '" + id)
                ? refused
                : new InvalidArgumentException(
                        "example '" + id + "': " + message, "Maybe the row, or the name of a column, is wrong");
    }

    /** Returns the features of a row, or null if all examples share them. */
    @Nullable
    Features features(Row row, String id) {
        if (features.isEmpty()) {
            return null;
        }
        double[] values = vector(row, features, id).toArray();
        return Features.of(values, featuresPerCoordinate == 0 ? values.length : featuresPerCoordinate);
    }

    /** Returns the id of the example of a row. */
    String exampleId(Row row) {
        return String.valueOf(value(row, idColumn, "?"));
    }

    /** Returns the oracle's text, filled by the columns of a row; {@code dimension} is the number of coordinates. */
    String oracleText(Row row, String id, int dimension) {
        return Installed.ORACLES.filled(
                template, column -> String.valueOf(column.equals(DIMENSION) ? dimension : value(row, column, id)));
    }

    private static Object value(Row row, String column, String id) {
        Object value = row.get(row.fieldIndex(column));
        Arguments.require(
                value != null,
                "example '" + id + "' has no value in column '" + column + "'",
                "Maybe leave the row out");
        return value;
    }

    private static Vector vector(Row row, String column, String id) {
        return (Vector) value(row, column, id);
    }

    /** The plugins on the class path of the executor. */
    private static final class Installed {
        static final OracleRegistry ORACLES = OracleRegistry.discover();
    }
}
