package io.dither.experiments.generators;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The law of the costs of arcs: c = [((B x) / sqrt(p) + 3)^degree + 1] / 3.5^degree * U, rounded to float.
 *
 * <p>B is a d x p matrix of fair coins (0 or 1), x a vector of p standard normal features, and U a number for each
 * cost, uniform from 1 - noiseWidth to 1 + noiseWidth. The higher the degree, the further the costs are from linear in
 * x. This is the data set of Elmachtoub and Grigas, "Smart Predict, then Optimize", Management Science 2022, section
 * 6.1. It is drawn as its common Python implementation draws it (Tang and Khalil, "PyEPO", 2022): the costs are equal
 * bit for bit, the features up to the last digit of a double, in which the logarithms of C libraries differ.
 *
 * @param grid the grid whose arcs have the costs
 * @param degree the degree of the polynomial, at least 1
 * @param noiseWidth half the width of the interval of U, from 0 to 1
 * @param features p, the number of features, at least 1
 */
public record GridCosts(Grid grid, int degree, double noiseWidth, int features) implements Generator {
    /**
     * Checks that all components are in their ranges.
     *
     * @throws InvalidArgumentException if the degree, the number of features or the width is out of its range
     */
    public GridCosts {
        Polynomial.requireRanges(degree, noiseWidth, features);
    }

    /** Draws all of B first, then all features, then all noise, each row by row. */
    @Override
    public CostData draw(int examples, long seed) {
        Polynomial.requireSize(examples, grid.arcs(), features);
        MersenneTwister random = new MersenneTwister(seed);
        DMatrixRMaj coefficients = Polynomial.matrix(grid.arcs(), features, random::nextCoin);
        DMatrixRMaj x = Polynomial.matrix(examples, features, random::nextNormal);
        double scale = StrictMath.pow(3.5, degree);
        DMatrixRMaj means = Polynomial.means(coefficients, x, z -> (StrictMath.pow(z + 3, degree) + 1) / scale);
        DMatrixRMaj costs = means.createLike();
        Arrays.setAll(costs.data, i -> (float) (means.data[i] * random.nextUniform(1 - noiseWidth, 1 + noiseWidth)));
        LinearOracle paths = OracleRegistry.discover().create(grid.oracle());
        return new CostData(paths, coefficients, x, costs, means);
    }
}
