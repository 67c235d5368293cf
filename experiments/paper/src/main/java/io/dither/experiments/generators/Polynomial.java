package io.dither.experiments.generators;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * What the generators share: checks of their settings, matrices of drawn numbers, and mean costs, a function of (B x) / sqrt(p) for
 * coefficients B, features x and their number p.
 */
final class Polynomial {
    /** The largest number of costs, and of features, of all examples together. */
    private static final long MOST_NUMBERS = 1L << 28;

    private Polynomial() {}

    /** Refuses a law of costs with a degree below 1, without features, or with a width of noise that is not from 0 to 1. */
    static void requireLaw(int degree, double noiseWidth, int features) {
        Arguments.atLeast("degree", degree, 1);
        Arguments.atLeast("features", features, 1);
        if (!(noiseWidth >= 0 && noiseWidth <= 1)) {
            throw new InvalidArgumentException(
                    "noiseWidth = " + noiseWidth + " is not from 0 to 1", "Maybe choose 0.5 or, for no noise, 0");
        }
    }

    /** Refuses more examples than fit into memory. */
    static void requireSize(int examples, int costs, int features) {
        Arguments.atLeast("examples", examples, 1);
        Arguments.require(
                (long) examples * Math.max(costs, features) <= MOST_NUMBERS,
                "examples = " + examples + " of " + costs + " costs and " + features + " features are too many",
                "Maybe choose a smaller problem or fewer of them");
    }

    /** Returns numbers that are drawn one after the other, row by row. */
    static DMatrixRMaj matrix(int rows, int columns, DoubleSupplier draw) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        Arrays.setAll(matrix.data, i -> draw.getAsDouble());
        return matrix;
    }

    /**
     * Returns a function of (B x) / sqrt(p) for each cost of each example, n x d.
     *
     * @param coefficients B, d x p
     * @param contexts the features x of each example as a row, n x p
     * @param function the function, such as a polynomial
     */
    static DMatrixRMaj means(DMatrixRMaj coefficients, DMatrixRMaj contexts, DoubleUnaryOperator function) {
        DMatrixRMaj means = new DMatrixRMaj(contexts.numRows, coefficients.numRows);
        CommonOps_DDRM.multTransB(contexts, coefficients, means);
        double root = Math.sqrt(contexts.numCols);
        Arrays.setAll(means.data, i -> function.applyAsDouble(means.data[i] / root));
        return means;
    }
}
