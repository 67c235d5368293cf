package io.dither.experiments.generators;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The costs of the edges between cities, for tours through all cities: the distance of the two cities plus ((B x) /
 * sqrt(p) + 3)^degree / 3^(degree - 1) * U, where x are the features, and U is a number for each cost, uniform from 1 -
 * noiseWidth to 1 + noiseWidth. Each entry of B is a fair coin (0 or 1) times a number that is uniform from -2 to 2.
 * Half of the cities (rounded down) are uniform in the square from -2 to 2, and the coordinates of the other cities are
 * standard normal. This is the benchmark of Tang and Khalil, "PyEPO", 2022.
 *
 * @param cities the number of cities, from 3 to 46341
 * @param degree the degree of the polynomial, at least 1
 * @param noiseWidth half the width of the interval of U, from 0 to 1
 * @param features p, the number of features, at least 1
 */
public record TourCosts(int cities, int degree, double noiseWidth, int features) implements Generator {
    /** Up to this number of cities, a dynamic program is faster than OR-Tools. */
    private static final int FEW_CITIES = 12;

    /**
     * Checks that all components are in their ranges.
     *
     * @throws InvalidArgumentException if a component is out of its range
     */
    public TourCosts {
        Polynomial.requireRanges(degree, noiseWidth, features);
        Arguments.between("cities", cities, 3, 46_341); // cities (cities - 1) must be an int
    }

    /**
     * Draws the positions of all cities first, then B (all coins, then all factors), then all features, then all noise.
     */
    @Override
    public CostData draw(int examples, long seed) {
        int edges = cities * (cities - 1) / 2;
        Polynomial.requireSize(examples, edges, features);
        MersenneTwister random = new MersenneTwister(seed);
        double[] distances = distances(random);
        DMatrixRMaj coefficients = Polynomial.matrix(edges, features, random::nextCoin);
        DMatrixRMaj factors = Polynomial.matrix(edges, features, () -> random.nextUniform(-2, 2));
        Arrays.setAll(coefficients.data, i -> coefficients.data[i] * factors.data[i]);
        DMatrixRMaj x = Polynomial.matrix(examples, features, random::nextNormal);
        double scale = StrictMath.pow(3, degree - 1);
        DMatrixRMaj means = Polynomial.means(coefficients, x, z -> StrictMath.pow(z + 3, degree) / scale);
        DMatrixRMaj costs = means.copy();
        for (int i = 0; i < costs.data.length; i++) {
            double distance = distances[i % edges];
            costs.data[i] = distance + means.data[i] * random.nextUniform(1 - noiseWidth, 1 + noiseWidth);
            means.data[i] += distance;
        }
        return new CostData(tours(), coefficients, x, costs, means);
    }

    /** Returns the faster of two exact oracles; both number the edges in the same order. */
    private LinearOracle tours() {
        String text = cities <= FEW_CITIES ? "jgrapht-tour:cities=" : "ortools-tour:n=";
        return OracleRegistry.discover().create(text + cities);
    }

    /** Draws cities, and returns the lengths of the edges (0,1), (0,2), ..., as the oracle numbers them. */
    private double[] distances(MersenneTwister random) {
        double[][] positions = new double[cities][2];
        for (int i = 0; i < cities; i++) {
            boolean isUniform = i < cities / 2;
            for (int axis = 0; axis < 2; axis++) {
                positions[i][axis] = isUniform ? random.nextUniform(-2, 2) : random.nextNormal();
            }
        }
        double[] distances = new double[cities * (cities - 1) / 2];
        for (int i = 0, edge = 0; i < cities; i++) {
            for (int j = i + 1; j < cities; j++, edge++) {
                double across = positions[i][0] - positions[j][0];
                double up = positions[i][1] - positions[j][1];
                distances[edge] = Math.sqrt(across * across + up * up);
            }
        }
        return distances;
    }
}
