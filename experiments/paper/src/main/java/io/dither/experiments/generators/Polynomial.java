package io.dither.experiments.generators;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * What the generators share: checks of their settings, matrices of drawn numbers, and mean costs, a polynomial of
 * (B x) / sqrt(p) for coefficients B and p features x.
 */
final class Polynomial {
    /** All examples together have at most this many costs, and at most this many features. */
    private static final long MOST_NUMBERS = 1L << 28;

    private Polynomial() {}

    /** Refuses a degree below 1, a number of features below 1, and a width of noise that is not from 0 to 1. */
    static void requireRanges(int degree, double noiseWidth, int features) {
        Arguments.atLeast("degree", degree, 1);
        Arguments.atLeast("features", features, 1);
        if (!(noiseWidth >= 0 && noiseWidth <= 1)) {
            throw new InvalidArgumentException(
                    "noiseWidth = " + noiseWidth + " is not from 0 to 1", "Maybe choose 0.5 or, for no noise, 0");
        }
    }

    /** Refuses fewer than 1 example, and more than {@link #MOST_NUMBERS} costs or features of all examples together. */
    static void requireSize(int examples, int costs, int features) {
        Arguments.atLeast("examples", examples, 1);
        Arguments.require(
                (long) examples * Math.max(costs, features) <= MOST_NUMBERS,
                "examples = " + examples + " of " + costs + " costs and " + features + " features are too many",
                "Maybe choose a smaller problem or fewer examples");
    }

    /** Returns numbers that are drawn one after the other, row by row. */
    static DMatrixRMaj matrix(int rows, int columns, DoubleSupplier draw) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        Arrays.setAll(matrix.data, i -> draw.getAsDouble());
        return matrix;
    }

    /**
     * Returns the polynomial at (B x) / sqrt(p) for each cost of each example, n x d.
     *
     * @param coefficients B, d x p
     * @param x the features x of each example as a row, n x p
     * @param polynomial the polynomial of one variable
     */
    static DMatrixRMaj means(DMatrixRMaj coefficients, DMatrixRMaj x, DoubleUnaryOperator polynomial) {
        DMatrixRMaj means = new DMatrixRMaj(x.numRows, coefficients.numRows);
        CommonOps_DDRM.multTransB(x, coefficients, means);
        double root = Math.sqrt(x.numCols);
        Arrays.setAll(means.data, i -> polynomial.applyAsDouble(means.data[i] / root));
        return means;
    }
}
