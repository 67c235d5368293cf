package io.dither.ortools.network;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.ortools.internal.WholeNumbers;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.List;

/** Offers {@code ortools-knapsack}: whole weights, one or several rows. */
public final class OrToolsKnapsackProvider implements OracleProvider {
    /** Does nothing: the native library loads when the first session opens. */
    public OrToolsKnapsackProvider() {}

    @Override
    public String id() {
        return "ortools-knapsack";
    }

    @Override
    public String description() {
        return "the best items whose whole weights stay below one or a few capacities, solved by OR-Tools KnapsackSolver";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "weights",
                        Parameter.Type.TEXT,
                        "whole numbers >= 0, one row such as (3,4,5), or several ((3,4,5);(1,2,1))"),
                Parameter.required("capacity", Parameter.Type.REALS, "one whole number a row, at least 0"));
    }

    @Override
    public LinearOracle create(Parameters parameters) {
        double[][] rows = parameters.rows("weights");
        long[][] weights = new long[rows.length][];
        for (int r = 0; r < rows.length; r++) {
            weights[r] = WholeNumbers.of("weights[" + r + "]", rows[r]);
        }
        return OrToolsKnapsack.oracle(weights, WholeNumbers.of("capacity", parameters.reals("capacity")));
    }
}
