package io.dither.experiments.roads;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The law of the costs: c = [((B x) / sqrt(p) + 3)^degree + 1] / 3.5^degree * U(1 - width, 1 + width), rounded to float.
 *
 * <p>B is a d x p matrix of fair coins, x a vector of p standard normal features. The higher the degree, the further are
 * the costs from linear in x. The data set of Elmachtoub and Grigas, "Smart Predict, then Optimize", Management Science
 * 2022, section 6.1, with the draws of its common Python implementation (Tang and Khalil, "PyEPO", 2022): the costs bit
 * for bit, the features but for the last digit of a double (the logarithms of C libraries differ there).
 *
 * @param grid the grid whose arcs have the costs
 * @param degree the degree of the polynomial, at least 1
 * @param noiseWidth half the width of the noise that multiplies each cost, from 0 to 1
 * @param features p, at least 1
 */
public record CostModel(Grid grid, int degree, double noiseWidth, int features) {
    private static final long MOST_NUMBERS = 1L << 28;

    /**
     * Checks the law.
     *
     * @throws InvalidArgumentException where the degree, the number of features or the width is out of its range
     */
    public CostModel {
        Arguments.atLeast("degree", degree, 1);
        Arguments.atLeast("features", features, 1);
        if (!(noiseWidth >= 0 && noiseWidth <= 1)) {
            throw new InvalidArgumentException(
                    "noiseWidth = " + noiseWidth + " is not from 0 to 1", "Maybe choose 0.5 or, for no noise, 0");
        }
    }

    /**
     * Draws n examples; all of B comes first, then all features, then all noise, each row by row.
     *
     * @param examples n, at least 1
     * @param seed a whole number of 32 bits without a sign
     * @return the examples
     * @throws InvalidArgumentException where they are too many, or the seed is out of its range
     */
    public CostData draw(int examples, long seed) {
        Arguments.atLeast("examples", examples, 1);
        Arguments.require(
                (long) examples * Math.max(grid.arcs(), features) <= MOST_NUMBERS,
                "examples = " + examples + " of " + grid.arcs() + " costs and " + features + " features are too many",
                "Maybe choose a smaller grid or fewer of them");
        MersenneTwister random = new MersenneTwister(seed);
        DMatrixRMaj coefficients = new DMatrixRMaj(grid.arcs(), features);
        for (int i = 0; i < coefficients.data.length; i++) {
            coefficients.data[i] = random.nextDouble() > 0.5 ? 1 : 0;
        }
        DMatrixRMaj contexts = new DMatrixRMaj(examples, features);
        for (int i = 0; i < contexts.data.length; i++) {
            contexts.data[i] = random.nextNormal();
        }
        DMatrixRMaj means = means(coefficients, contexts);
        DMatrixRMaj costs = new DMatrixRMaj(examples, grid.arcs());
        for (int i = 0; i < costs.data.length; i++) {
            costs.data[i] = (float) (means.data[i] * random.nextUniform(1 - noiseWidth, 1 + noiseWidth));
        }
        return new CostData(coefficients, contexts, costs, means);
    }

    /**
     * Draws the order in which examples are split.
     *
     * @param examples n
     * @param seed a whole number of 32 bits without a sign
     * @return a permutation of 0 .. n - 1
     */
    public static int[] order(int examples, long seed) {
        return new MersenneTwister(seed).permutation(examples);
    }

    private DMatrixRMaj means(DMatrixRMaj coefficients, DMatrixRMaj contexts) {
        DMatrixRMaj means = new DMatrixRMaj(contexts.numRows, coefficients.numRows);
        CommonOps_DDRM.multTransB(contexts, coefficients, means);
        double root = Math.sqrt(features);
        double scale = StrictMath.pow(3.5, degree);
        for (int i = 0; i < means.data.length; i++) {
            means.data[i] = (StrictMath.pow(means.data[i] / root + 3, degree) + 1) / scale;
        }
        return means;
    }
}
