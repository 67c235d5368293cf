package io.dither.learn.model;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import java.util.ServiceLoader;

/**
 * Grows regression trees: the service type of the software that does, found with {@code ServiceLoader}. The module {@code
 * dither-xgboost} has one. Only learning needs it; a grown model decides without.
 */
public interface TreeGrower {
    /**
     * Takes the rows of the features.
     *
     * @param rows finite numbers, row by row; kept, and read only
     * @param columns how many features a row has
     * @param monotone 1, -1 or 0 for each feature: how the value of a tree may follow it
     * @param settings how trees are grown; rounds, rates and patience are the caller's
     * @param seed the seed, where anything is drawn
     * @param threads how many threads may work; they may change no bit
     * @return the session, for one thread; the caller closes it
     * @throws OracleException with code NATIVE_MISSING where a native library cannot be loaded
     */
    Session open(float[] rows, int columns, int[] monotone, TreeSettings settings, long seed, int threads);

    /** Grows one tree after the other on the same rows. */
    interface Session extends AutoCloseable {
        /**
         * Grows a tree that lessens sum_i (g_i f(x_i) + h_i f(x_i)^2 / 2) + lambda / 2 sum of squares of the values f of its
         * leaves: a leaf has -sum g / (sum h + lambda) (Chen and Guestrin 2016, section 2.2).
         *
         * @param gradient g, one a row; read only
         * @param curvature h, one a row, at least 0; read only
         * @return the tree, at its full length
         */
        Tree grow(float[] gradient, float[] curvature);

        @Override
        void close();
    }

    /**
     * Finds the first on the class path.
     *
     * @return the software
     * @throws InvalidArgumentException if there is none
     */
    static TreeGrower find() {
        return ServiceLoader.load(TreeGrower.class)
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(
                        "boosted trees need software that grows them, and there is none on the class path",
                        "Maybe add dither-xgboost"));
    }
}
