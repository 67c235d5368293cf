package io.dither.spark;

import io.dither.error.Arguments;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** The columns that the learner or the model reads from a table, and the columns that the model adds. */
record Columns(CostLearnerParams params, StructType schema) {
    /** Returns the columns that deciding needs; all must exist. */
    Set<String> toDecide() {
        Set<String> columns = new LinkedHashSet<>();
        columns.add(require(params.text(params.idCol())));
        if (!params.isDefined(params.coordinateFeatures())) {
            columns.add(requireVector(params.text(params.featuresCol())));
        }
        for (String column : RowReader.columnsOf(params.text(params.oracle()))) {
            columns.add(require(column));
        }
        return columns;
    }

    /** Returns the columns that learning needs; all must exist. */
    Set<String> toLearn() {
        Set<String> columns = toDecide();
        boolean hasCosts = params.isDefined(params.trueCostsCol());
        if (hasCosts) {
            columns.add(requireVector(params.text(params.trueCostsCol())));
        }
        if (!hasCosts || has(params.decisionCol())) { // if there are true costs, decisions are optional
            columns.add(requireVector(params.text(params.decisionCol())));
        }
        if (params.isDefined(params.weightCol())) {
            String weight = require(params.text(params.weightCol()));
            Arguments.require(
                    schema.apply(weight).dataType() instanceof NumericType,
                    "column '" + weight + "' holds "
                            + schema.apply(weight).dataType().simpleString() + ", not numbers",
                    "Maybe name another by weightCol");
            columns.add(weight);
        }
        if (params.isDefined(params.clusterCol())) {
            columns.add(require(params.text(params.clusterCol())));
        }
        return columns;
    }

    /** Returns whether a parameter is set and the table has the column that it names. */
    boolean has(Param<String> column) {
        return params.isDefined(column) && Arrays.asList(schema.fieldNames()).contains(params.text(column));
    }

    /** Returns the schema with the columns of decisions added. */
    StructType withDecisions() {
        StructType widened = schema;
        for (String added : new String[] {params.text(params.predictionCol()), params.text(params.costCol())}) {
            Arguments.require(
                    !Arrays.asList(widened.fieldNames()).contains(added),
                    "column '" + added + "' is there already",
                    "Maybe choose other names by predictionCol and costCol");
            boolean isVector = added.equals(params.text(params.predictionCol()));
            widened = widened.add(added, isVector ? SQLDataTypes.VectorType() : DataTypes.DoubleType, false);
        }
        return widened;
    }

    private String require(String column) {
        Arguments.require(
                Arrays.asList(schema.fieldNames()).contains(column),
                "there is no column '" + column + "'; there are " + Arrays.toString(schema.fieldNames()),
                "Maybe it is misspelt");
        return column;
    }

    private String requireVector(String column) {
        DataType type = schema.apply(require(column)).dataType();
        Arguments.require(
                type.equals(SQLDataTypes.VectorType()),
                "column '" + column + "' holds " + type.simpleString() + ", not vectors",
                "Maybe make vectors by VectorAssembler or array_to_vector");
        return column;
    }

    /** Returns the name of the column that a parameter names; empty if the table has no such column. */
    String name(Param<String> column) {
        return has(column) ? params.text(column) : "";
    }

    /**
     * Makes the reader of the rows.
     *
     * @param featuresPerCoordinate the number of features of a coordinate; 0 if the features belong to the whole
     *     example
     */
    RowReader reader(int featuresPerCoordinate) {
        return RowReader.of(params, this, featuresPerCoordinate);
    }
}
