package io.dither.xgboost;

import io.dither.error.Arguments;
import io.dither.trees.TreeGrower;
import io.dither.trees.TreeSettings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import ml.dmlc.xgboost4j.java.DMatrix;

/**
 * Grows trees by XGBoost (Chen and Guestrin 2016), by its histogram method with 256 bins per feature. The trees have
 * the same bits on any number of threads, because gradients and curvatures are rounded to multiples of a unit, which
 * makes their sums exact in any order (see {@link XgboostSession#rounded}). Thread-safe; its sessions are not.
 *
 * <p>The native library comes with XGBoost's jar for Linux, macOS and Windows, and needs the OpenMP runtime of the
 * system ({@code libgomp.so.1} on Linux).
 */
public final class XgboostGrower implements TreeGrower {
    @Override
    public Session open(float[] rows, int columns, int[] monotone, TreeSettings settings, long seed, int threads) {
        Arguments.atLeast("columns", columns, 1);
        Arguments.require(
                rows.length > 0 && rows.length % columns == 0 && monotone.length == columns,
                rows.length + " numbers with " + monotone.length + " directions are not rows of " + columns
                        + " features",
                "Maybe a row is incomplete");
        Arguments.threads("threads", threads);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tree_method", "hist");
        parameters.put("max_depth", settings.depth());
        parameters.put("eta", 1.0); // the caller multiplies trees by the learning rate
        // lambda is added to the sum of curvatures of a leaf, and min_child_weight is its smallest value; the caller
        // scales curvatures to about 1 per row, so that both are numbers of rows
        parameters.put("lambda", settings.lambda());
        parameters.put("min_child_weight", settings.leastRows());
        parameters.put("base_score", 0.0);
        parameters.put("seed", (int) seed);
        parameters.put("nthread", threads);
        parameters.put("verbosity", 0);
        if (Arrays.stream(monotone).anyMatch(direction -> direction != 0)) {
            parameters.put(
                    "monotone_constraints",
                    Arrays.stream(monotone).mapToObj(String::valueOf).collect(Collectors.joining(",", "(", ")")));
        }
        int rowCount = rows.length / columns;
        DMatrix matrix = Natives.call(() -> new DMatrix(rows, rowCount, columns, Float.NaN));
        return new XgboostSession(matrix, rowCount, parameters);
    }
}
