package io.dither.experiments.generators;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.oracles.Oracles;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The values of the items of a knapsack: ceil(5 [((B x) / sqrt(p) + 3)^degree + 1] / 3.5^degree * U), where B is a
 * matrix of fair coins (0 or 1), x the features, and U a number for each value, uniform from
 * 1 - noiseWidth to 1 + noiseWidth. Weights are multiples of 0.01 from 3 to 7.99, the same in all examples. This is the
 * benchmark of Tang and Khalil, "PyEPO", 2022.
 *
 * @param items d, the number of items
 * @param dimensions the number of capacity limits; an item has a weight for each of them
 * @param capacity the capacity, the same for each limit, above 0
 * @param degree the degree of the polynomial, at least 1
 * @param noiseWidth half the width of the interval of U, from 0 to 1
 * @param features p, the number of features, at least 1
 */
public record KnapsackValues(int items, int dimensions, double capacity, int degree, double noiseWidth, int features)
        implements Generator {
    /** The least weight, in hundredths. */
    private static final int LIGHTEST = 300;
    /** The number of different weights, a hundredth apart. */
    private static final int WEIGHTS = 500;

    /**
     * Checks that all components are in their ranges.
     *
     * @throws InvalidArgumentException if a component is out of its range
     */
    public KnapsackValues {
        Polynomial.requireRanges(degree, noiseWidth, features);
        Arguments.atLeast("items", items, 1);
        Arguments.atLeast("dimensions", dimensions, 1);
        Arguments.positive("capacity", capacity);
    }

    /** Draws all weights first, then B, then all features, then all noise, each row by row. */
    @Override
    public CostData draw(int examples, long seed) {
        Polynomial.requireSize(examples, items, features);
        MersenneTwister random = new MersenneTwister(seed);
        double[][] weights = new double[dimensions][items];
        for (double[] row : weights) {
            Arrays.setAll(row, i -> (LIGHTEST + random.upTo(WEIGHTS - 1)) / 100.0);
        }
        DMatrixRMaj coefficients = Polynomial.matrix(items, features, random::nextCoin);
        DMatrixRMaj x = Polynomial.matrix(examples, features, random::nextNormal);
        double scale = StrictMath.pow(3.5, degree);
        DMatrixRMaj means = Polynomial.means(coefficients, x, z -> (StrictMath.pow(z + 3, degree) + 1) * 5 / scale);
        DMatrixRMaj values = means.createLike();
        Arrays.setAll(values.data, i -> Math.ceil(means.data[i] * random.nextUniform(1 - noiseWidth, 1 + noiseWidth)));
        // from the means before rounding to the means of the rounded values
        Arrays.setAll(means.data, i -> meanOfCeil(means.data[i]));
        double[] capacities = new double[dimensions];
        Arrays.fill(capacities, capacity);
        return new CostData(Oracles.knapsack(weights, capacities), coefficients, x, values, means);
    }

    /** Returns the mean of ceil(mean * U), where U is uniform from 1 - noiseWidth to 1 + noiseWidth. */
    private double meanOfCeil(double mean) {
        double low = mean * (1 - noiseWidth);
        double high = mean * (1 + noiseWidth);
        return high > low ? (integralOfCeil(high) - integralOfCeil(low)) / (high - low) : Math.ceil(mean);
    }

    /** Returns the integral of ceil from 0 to x. */
    private static double integralOfCeil(double x) {
        double top = Math.ceil(x);
        return top * (top - 1) / 2 + (x - top + 1) * top;
    }
}
