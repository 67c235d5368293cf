package io.dither.experiments.generators;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.portfolio.Portfolio;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The returns of assets: (0.05 (B x) / sqrt(p) + 0.1^(1 / degree))^degree + L f + 0.01 noiseLevel e, where B is a d x p
 * matrix of fair coins (0 or 1), x the features, f (p common factors) and e (one number per asset) are standard normal,
 * and the entries of L, d x p, are uniform from -0.0025 noiseLevel to 0.0025 noiseLevel. A decision is a portfolio: the
 * shares of the assets add up to 1, and the variance of its return is at most 2.25 times the mean entry of the
 * covariance L L' + (0.01 noiseLevel)^2 I. This is the benchmark of Elmachtoub and Grigas 2022, section 6.2, as Tang
 * and Khalil draw it ("PyEPO", 2022).
 *
 * @param assets d, the number of assets, at least 1
 * @param degree the degree of the polynomial, at least 1
 * @param noiseLevel the factor of the noise, above 0
 * @param features p, the number of features, at least 1
 */
public record PortfolioReturns(int assets, int degree, double noiseLevel, int features) implements Generator {
    /** The largest variance of the return of a portfolio, as a multiple of the mean entry of the covariance. */
    private static final double RISK = 2.25;

    /**
     * Checks that all components are in their ranges.
     *
     * @throws InvalidArgumentException if a component is out of its range
     */
    public PortfolioReturns {
        Polynomial.requireRanges(degree, 0, features); // returns have no noiseWidth
        Arguments.atLeast("assets", assets, 1);
        Arguments.positive("noiseLevel", noiseLevel);
    }

    /** Draws all of B first, then L, then all features, then f and e of each example. */
    @Override
    public CostData draw(int examples, long seed) {
        Polynomial.requireSize(examples, assets, features);
        MersenneTwister random = new MersenneTwister(seed);
        DMatrixRMaj coefficients = Polynomial.matrix(assets, features, random::nextCoin);
        double bound = 2.5e-3 * noiseLevel;
        DMatrixRMaj loadings = Polynomial.matrix(assets, features, () -> random.nextUniform(-bound, bound));
        DMatrixRMaj x = Polynomial.matrix(examples, features, random::nextNormal);
        double level = StrictMath.pow(0.1, 1.0 / degree);
        DMatrixRMaj means = Polynomial.means(coefficients, x, z -> StrictMath.pow(0.05 * z + level, degree));
        DMatrixRMaj returns = means.copy();
        for (int i = 0; i < examples; i++) {
            double[] factors = new double[features];
            Arrays.setAll(factors, k -> random.nextNormal());
            for (int j = 0; j < assets; j++) {
                double sum = 0;
                for (int k = 0; k < features; k++) {
                    sum += loadings.get(j, k) * factors[k];
                }
                returns.add(i, j, sum + 0.01 * noiseLevel * random.nextNormal());
            }
        }
        double[][] covariance = covariance(loadings);
        double limit = RISK
                * Arrays.stream(covariance)
                        .flatMapToDouble(Arrays::stream)
                        .average()
                        .orElseThrow();
        // the shares are from 0 to 1 and add up to exactly 1
        return new CostData(new Portfolio(covariance, limit, 1, true, 0, 1), coefficients, x, returns, means);
    }

    private double[][] covariance(DMatrixRMaj loadings) {
        double[][] covariance = new double[assets][assets];
        for (int i = 0; i < assets; i++) {
            for (int j = 0; j < assets; j++) {
                for (int k = 0; k < features; k++) {
                    covariance[i][j] += loadings.get(i, k) * loadings.get(j, k);
                }
            }
            covariance[i][i] += 1e-4 * noiseLevel * noiseLevel;
        }
        return covariance;
    }
}
