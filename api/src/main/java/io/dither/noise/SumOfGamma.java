package io.dither.noise;

import io.dither.error.Arguments;
import io.dither.random.ExactLog;
import io.dither.random.KeyedRandom;

/** Independent coordinates, each a weighted sum of gamma variables; their density has no closed form. */
final class SumOfGamma implements BlockNoise {
    private final int kappa;
    private final int terms;
    private final double logTerms;
    /** The constants d and c of Marsaglia and Tsang for the shape 1 + 1 / kappa. */
    private final double centre;

    private final double spread;

    SumOfGamma(int kappa, int terms) {
        this.kappa = Arguments.atLeast("kappa", kappa, 1);
        this.terms = Arguments.atLeast("s", terms, 1);
        logTerms = StrictMath.log(terms);
        centre = 2.0 / 3 + 1.0 / kappa;
        spread = 1 / Math.sqrt(9 * centre);
    }

    @Override
    public String name() {
        return "sum-of-gamma";
    }

    @Override
    public void fill(KeyedRandom random, double[] z, int from, int to) {
        for (int j = from; j < to; j++) {
            double sum = 0;
            for (int i = 1; i <= terms; i++) {
                sum += gamma(random) / i;
            }
            // the scale kappa / i of each term and the factor 1 / kappa of their sum leave 1 / i
            z[j] = sum - logTerms / kappa;
        }
    }

    /** Draws Gamma(1 / kappa) as Gamma(1 + 1 / kappa) U^kappa, the boost of Marsaglia and Tsang for shapes below 1. */
    private double gamma(KeyedRandom random) {
        return boosted(random) * StrictMath.exp(-kappa * random.nextExponential());
    }

    /** Draws Gamma(1 + 1 / kappa) by the rejection method of Marsaglia and Tsang (2000). */
    private double boosted(KeyedRandom random) {
        while (true) {
            double x = random.nextGaussian();
            double root = 1 + spread * x;
            if (root > 0) {
                double v = root * root * root;
                double logUniform = -random.nextExponential();
                if (logUniform < 0.5 * x * x + centre * (1 - v + ExactLog.log(v))) {
                    return centre * v;
                }
            }
        }
    }
}
