package io.dither.trees;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import java.util.ServiceLoader;

/**
 * Grows regression trees; found with {@code ServiceLoader}. The module {@code dither-xgboost} has a grower. Only learning needs it; a grown model decides
 * without it.
 */
public interface TreeGrower {
    /**
     * Opens a session with the rows of the features.
     *
     * @param rows finite numbers, row by row; not copied, read only
     * @param columns the number of features in a row
     * @param monotone for each feature, 1 or -1 if the value of a tree may only rise or fall with it, otherwise 0
     * @param settings the settings of the trees; the caller handles rounds, learning rate and patience
     * @param seed the seed, if anything is drawn
     * @param threads the number of threads, which must not change the results
     * @return the session, for one thread; the caller closes it
     * @throws OracleException with code NATIVE_MISSING if a native library cannot be loaded
     */
    Session open(float[] rows, int columns, int[] monotone, TreeSettings settings, long seed, int threads);

    /** Grows one tree after the other on the same rows. */
    interface Session extends AutoCloseable {
        /**
         * Grows a tree f that reduces sum_i (g_i f(x_i) + h_i f(x_i)^2 / 2) + (lambda / 2) sum_l v_l^2, where x_i is
         * row i, v_l is the value of leaf l, and lambda is {@link TreeSettings#lambda}. So v_l is -sum g / (sum h +
         * lambda), with sums over the rows of the leaf (Chen and Guestrin 2016, section 2.2).
         *
         * @param gradient g, one per row; read only
         * @param curvature h, one per row, at least 0; read only
         * @return the tree, not yet multiplied by a learning rate
         */
        Tree grow(float[] gradient, float[] curvature);

        @Override
        void close();
    }

    /**
     * Finds the first grower on the class path.
     *
     * @return the grower
     * @throws InvalidArgumentException if there is none
     */
    static TreeGrower find() {
        return ServiceLoader.load(TreeGrower.class)
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(
                        "boosted trees need software that grows them, but the class path has none",
                        "Maybe add dither-xgboost"));
    }
}
