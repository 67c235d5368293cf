package io.dither.xgboost;

import io.dither.error.Arguments;
import io.dither.error.OracleException;
import io.dither.trees.Tree;
import io.dither.trees.TreeGrower;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;

/**
 * Grows each tree by a new booster. All boosters use one matrix, for which XGBoost computes the bins only once.
 *
 * @param matrix the features
 * @param rowCount the number of rows of the matrix
 * @param parameters the parameters of XGBoost
 */
record XgboostSession(DMatrix matrix, int rowCount, Map<String, Object> parameters) implements TreeGrower.Session {
    /** The number of significant bits of a float. */
    private static final int FLOAT_BITS = 24;

    @Override
    public Tree grow(float[] gradient, float[] curvature) {
        Arguments.require(
                gradient.length == rowCount && curvature.length == rowCount,
                gradient.length + " gradients and " + curvature.length + " curvatures for " + rowCount + " rows",
                "Maybe they are of other examples");
        if (matrix.getHandle() == 0) { // after close; XGBoost would crash the process
            throw new OracleException(OracleException.Code.CLOSED, "the session is closed: open another one");
        }
        return Natives.call(() -> {
            Booster booster = XGBoost.train(matrix, parameters, 0, Map.of(), null, null); // 0 rounds: no trees yet
            try {
                // 0 is the number of the first round, which adds the tree
                booster.boost(matrix, 0, rounded(gradient), rounded(curvature));
                return TreeReader.readSingle(booster.toByteArray("json"));
            } finally {
                booster.dispose();
            }
        });
    }

    /**
     * Rounds to multiples of a unit: the power of 2 by which the largest absolute value has 24 significant bits.
     * XGBoost adds floats in doubles, which have 53 bits: a sum of up to 2^29 such multiples is exact, so its order
     * does not matter.
     */
    static float[] rounded(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        if (largest == 0) {
            return values;
        }
        double unit = Math.scalb(1.0, Math.getExponent(largest) + 1 - FLOAT_BITS);
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) (Math.rint(values[i] / unit) * unit);
        }
        return rounded;
    }

    @Override
    public void close() {
        matrix.dispose();
    }
}
