package io.dither.noise;

import io.dither.error.Arguments;
import io.dither.random.KeyedRandom;

/** Independent coordinates, each a weighted sum of gamma variables; their density has no closed form. */
record SumOfGamma(int kappa, int terms) implements BlockNoise {
    /** The largest number of terms. */
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
        double spread = Gamma.spread(shape); // a constant of the sampler for this shape
        for (int j = from; j < to; j++) {
            double sum = 0;
            for (int i = 1; i <= terms; i++) {
                sum += Gamma.draw(random, shape, spread) / i;
            }
            // the scale kappa / i of each term and the factor 1 / kappa of their sum leave 1 / i
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
