package io.dither.losses;

import io.dither.algebra.Vectors;
import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Polytope;
import io.dither.oracle.StructuredOracle;
import io.dither.regularized.RegularizedOptimizer;
import java.util.Locale;

/** The Omega of an {@link ImitationLoss}: what makes its inner maximum smooth. */
public enum Regulariser {
    /** Omega = 0: the maximum is over the solutions, one solve. */
    NONE,
    /** Omega = lambda |y|^2 / 2 over the hull of the solutions: the nearest point, as {@link RegularizedOptimizer} finds it. */
    HALF_SQUARED_NORM,
    /** Omega = lambda sum y ln y over the simplex: a softmax, without a solve. */
    NEGATIVE_ENTROPY;

    /** Refuses an oracle over whose set the maximum is not known how to be found. */
    void requireKnown(LinearOracle oracle) {
        boolean simplex = oracle instanceof StructuredOracle structured
                && structured.polytope() instanceof Polytope.Hypersimplex set
                && set.k() == 1;
        Arguments.require(
                this != NEGATIVE_ENTROPY || simplex,
                "regulariser = " + this + " is known on the simplex alone, not on " + oracle,
                "Maybe argmax, or " + HALF_SQUARED_NORM);
    }

    /** Returns the y that maximises &lt;u, y&gt; - Omega(y), u being scores. */
    double[] best(LinearOracle oracle, double[] u, double lambda) {
        double[] theta = Vectors.scaled(oracle.sense().sign(), u);
        return switch (this) {
            case NONE -> oracle.solve(theta);
            case HALF_SQUARED_NORM ->
                RegularizedOptimizer.sparseMap(oracle, lambda).forward(theta).output().values();
            case NEGATIVE_ENTROPY -> PoolRankingLoss.softmax(u, lambda);
        };
    }

    /** Returns Omega(y). */
    double of(double[] y, double lambda) {
        return switch (this) {
            case NONE -> 0;
            case HALF_SQUARED_NORM -> lambda / 2 * Vectors.dot(y, y);
            case NEGATIVE_ENTROPY -> {
                double sum = 0;
                for (double share : y) {
                    sum += share > 0 ? share * Math.log(share) : 0;
                }
                yield lambda * sum;
            }
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
