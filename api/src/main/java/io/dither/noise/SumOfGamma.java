package io.dither.noise;

import io.dither.error.Arguments;
import io.dither.random.KeyedRandom;

/**
 * The law of {@link Noise#sumOfGamma}, for sets whose points have kappa ones: each coordinate is a weighted sum of
 * independent gamma variables minus a constant. The density has no closed form.
 *
 * @param kappa the number of ones of a point
 * @param terms the number of gamma variables, which users know as s
 */
record SumOfGamma(int kappa, int terms) implements BlockNoise {
    private static final int MAX_TERMS = 10_000;

    SumOfGamma {
        Arguments.atLeast("kappa", kappa, 1);
        Arguments.between("s", terms, 1, MAX_TERMS);
    }

    @Override
    public String name() {
        return "sum-of-gamma";
    }

    @Override
    public void fill(KeyedRandom random, double[] z, int from, int to) {
        double logTerms = StrictMath.log(terms);
        double shape = 1.0 / kappa;
        double normalFactor = Gamma.normalFactor(shape);
        for (int j = from; j < to; j++) {
            double sum = 0;
            for (int i = 1; i <= terms; i++) {
                sum += Gamma.draw(random, shape, normalFactor) / i;
            }
            // Noise.sumOfGamma multiplies term i by kappa / i and the sum by 1 / kappa: together 1 / i
            z[j] = sum - logTerms / kappa;
        }
    }

    @Override
    public double mean(int coordinate) {
        double sum = -StrictMath.log(terms);
        for (int i = 1; i <= terms; i++) {
            sum += 1.0 / i;
        }
        return sum / kappa;
    }
}
