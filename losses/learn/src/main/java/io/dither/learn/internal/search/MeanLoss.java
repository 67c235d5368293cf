package io.dither.learn.internal.search;

import io.dither.internal.algebra.Vectors;
import io.dither.learn.evaluate.Sums;
import io.dither.optim.Objective;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * The mean loss plus the l2 penalty, with the same noise in all evaluations.
 *
 * @param evaluations evaluates the examples
 * @param epsilon the amplitude of the noise
 */
record MeanLoss(Evaluations evaluations, double epsilon) implements Objective<Descent.Point> {
    @Override
    public Descent.Point at(double[] x) {
        return point(x, evaluations.sums(x, epsilon, 0, evaluations.settings.samples()));
    }

    /** Computes the value and its derivatives from sums over the examples. */
    Descent.Point point(double[] x, Sums sums) {
        double value = sums.meanLoss();
        double[] gradient = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            double penalty = evaluations.ridge(k);
            gradient[k] = sums.gradient()[k] / sums.weight() + penalty * x[k];
            value += penalty * x[k] * x[k] / 2;
        }
        return new Descent.Point(x, value, gradient, hessian(sums), sums);
    }

    /** Returns the Hessian of the mean loss plus the penalty; null if the sums have none. */
    private @Nullable DMatrixRMaj hessian(Sums sums) {
        if (sums.hessian().length == 0) {
            return null;
        }
        int size = sums.gradient().length;
        DMatrixRMaj hessian = new DMatrixRMaj(size, size);
        for (int k = 0, at = 0; k < size; k++) {
            for (int l = 0; l <= k; l++, at++) {
                hessian.set(k, l, sums.hessian()[at] / sums.weight());
                hessian.set(l, k, hessian.get(k, l));
            }
            hessian.add(k, k, evaluations.ridge(k));
        }
        return hessian;
    }

    /**
     * Returns the largest slope at a point, in standard errors of that slope. All effects together count as one slope: a tenth of the norm of
     * their slopes. Each effect has few examples, so that a sampled loss has kinks along effects, where slopes do not become small.
     */
    static double largestSlope(Descent descent, Descent.Point point) {
        double[] slopes = descent.slope(point);
        double[] squaredGradients = point.sums().squares();
        double largestSquare = Arrays.stream(squaredGradients).max().orElse(0);
        double largestRatio = 0;
        for (int k = 0; k < squaredGradients.length; k++) {
            // if there are effects, the last of the squares is a single sum over all of them
            boolean isOfEffects = k == squaredGradients.length - 1 && squaredGradients.length < slopes.length;
            double slope = isOfEffects ? Vectors.norm(Arrays.copyOfRange(slopes, k, slopes.length)) : slopes[k];
            double error = Math.sqrt(squaredGradients[k]) / point.sums().weight();
            boolean isRounding = squaredGradients[k] <= Inference.ROUNDING * largestSquare;
            double ratio = slope == 0 || isRounding ? 0 : Math.abs(slope) / (isOfEffects ? 10 * error : error);
            largestRatio = Math.max(largestRatio, ratio); // NaN if any ratio is NaN
        }
        return largestRatio;
    }
}
