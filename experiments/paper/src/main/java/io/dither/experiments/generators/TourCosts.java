package io.dither.experiments.generators;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The lengths of the edges of a tour through cities: their distance plus ((B x) / sqrt(p) + 3)^degree / 3^(degree - 1) * U(1 - width, 1 +
 * width), where B is a matrix of fair coins times U(-2, 2), x the features, and U a uniform number. Half of the cities are uniform in the square from -2 to 2, and the coordinates
 * of the other cities are standard normal. This is the benchmark of Tang and Khalil, "PyEPO", 2022.
 *
 * @param cities the number of cities, at least 3
 * @param degree the degree of the polynomial, at least 1
 * @param noiseWidth half the width of the noise, from 0 to 1
 * @param features p, at least 1
 */
public record TourCosts(int cities, int degree, double noiseWidth, int features) implements Generator {
    /** Up to this number of cities, a dynamic program is faster than OR-Tools. */
    private static final int FEW_CITIES = 12;

    /**
     * Checks the law.
     *
     * @throws InvalidArgumentException if something is out of its range
     */
    public TourCosts {
        Polynomial.requireLaw(degree, noiseWidth, features);
        Arguments.atLeast("cities", cities, 3);
    }

    /** All positions are drawn first, then B (its coins, then its factors), then all features, then all noise. */
    @Override
    public CostData draw(int examples, long seed) {
        int edges = cities * (cities - 1) / 2;
        Polynomial.requireSize(examples, edges, features);
        MersenneTwister random = new MersenneTwister(seed);
        double[] distances = distances(random);
        DMatrixRMaj coefficients = Polynomial.matrix(edges, features, random::nextCoin);
        DMatrixRMaj factors = Polynomial.matrix(edges, features, () -> random.nextUniform(-2, 2));
        Arrays.setAll(coefficients.data, i -> coefficients.data[i] * factors.data[i]);
        DMatrixRMaj contexts = Polynomial.matrix(examples, features, random::nextNormal);
        double scale = StrictMath.pow(3, degree - 1);
        DMatrixRMaj means = Polynomial.means(coefficients, contexts, x -> StrictMath.pow(x + 3, degree) / scale);
        DMatrixRMaj costs = means.copy();
        for (int i = 0; i < costs.data.length; i++) {
            double distance = distances[i % edges];
            costs.data[i] = distance + means.data[i] * random.nextUniform(1 - noiseWidth, 1 + noiseWidth);
            means.data[i] += distance;
        }
        return new CostData(tours(), coefficients, contexts, costs, means);
    }

    /** Returns the faster of two exact oracles, which number the edges alike. */
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
