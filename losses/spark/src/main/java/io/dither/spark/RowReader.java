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
 * @param id the column of the id
 * @param features the column of the features; empty if all examples share them
 * @param featuresPerCoordinate the number of features per coordinate; 0 if the numbers of a row are features of the
 *     whole example
 * @param decision the column of decisions; empty for none
 * @param trueCosts the column of true costs; empty for none
 * @param weight the column of weights; empty for none
 * @param cluster the column of groups; empty for none
 * @param oracle the text of the oracle with braces
 */
record RowReader(
        String id,
        String features,
        int featuresPerCoordinate,
        String decision,
        String trueCosts,
        String weight,
        String cluster,
        String oracle)
        implements Serializable {
    private static final String DIMENSION = "d";
    /** Stands for unknown true costs, and for covariates, which Spark ML has no column for. */
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
        String name = name(row);
        try {
            double[] costs =
                    trueCosts.isEmpty() ? UNKNOWN : vector(row, trueCosts, name).toArray();
            Vector y = decision.isEmpty() ? null : vector(row, decision, name);
            Target target = y == null ? Costs.of(costs) : Decision.of(y.toArray());
            return new ExampleRow(
                    name,
                    features(row, name),
                    0, // the index of the only shared features
                    oracleText(row, name, y == null ? costs.length : y.size()),
                    target,
                    new Observation.Attributes(
                            weight.isEmpty() ? 1 : ((Number) value(row, weight, name)).doubleValue(),
                            costs,
                            cluster.isEmpty() ? name : String.valueOf(value(row, cluster, name)),
                            UNKNOWN));
        } catch (InvalidArgumentException refused) {
            throw withExample(name, refused);
        }
    }

    /** Returns the exception with the name of the example in its message. */
    static InvalidArgumentException withExample(String name, InvalidArgumentException refused) {
        String message = String.valueOf(refused.getMessage());
        return message.contains("example '" + name)
                ? refused
                : new InvalidArgumentException(
                        "example '" + name + "': " + message, "Maybe the row, or the name of a column, is wrong");
    }

    /** Returns the features of a row, or null if all examples share them. */
    @Nullable
    Features features(Row row, String name) {
        if (features.isEmpty()) {
            return null;
        }
        double[] values = vector(row, features, name).toArray();
        return Features.of(values, featuresPerCoordinate == 0 ? values.length : featuresPerCoordinate);
    }

    /** Returns the id of the example, which names it in messages. */
    String name(Row row) {
        return String.valueOf(value(row, id, "?"));
    }

    /** Returns the oracle's text, filled by the columns of a row; {@code dimension} is the number of coordinates. */
    String oracleText(Row row, String name, int dimension) {
        return Installed.ORACLES.filled(
                oracle, column -> String.valueOf(column.equals(DIMENSION) ? dimension : value(row, column, name)));
    }

    private static Object value(Row row, String column, String name) {
        Object value = row.get(row.fieldIndex(column));
        Arguments.require(
                value != null,
                "example '" + name + "' has no value in column '" + column + "'",
                "Maybe leave the row out");
        return value;
    }

    private static Vector vector(Row row, String column, String name) {
        return (Vector) value(row, column, name);
    }

    /** The plugins on the class path of the executor. */
    private static final class Installed {
        static final OracleRegistry ORACLES = OracleRegistry.discover();
    }
}
