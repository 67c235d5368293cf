package io.dither.learn.internal.search;

import io.dither.internal.algebra.Vectors;
import io.dither.learn.evaluate.Sums;
import io.dither.optim.Objective;
import java.util.Arrays;

/**
 * The mean loss with half the penalised squares, on noise held fixed.
 *
 * @param asked what is asked of the examples
 * @param epsilon the amplitude of the noise
 */
record MeanLoss(Evaluations asked, double epsilon) implements Objective<Descent.Point> {
    @Override
    public Descent.Point at(double[] x) {
        return point(x, asked.sums(x, epsilon, 0, asked.settings.samples()));
    }

    /** Returns the value and the gradient that sums over the examples make. */
    Descent.Point point(double[] x, Sums sums) {
        double value = sums.meanLoss();
        double[] gradient = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            double penalty = asked.ridge(k);
            gradient[k] = sums.gradient()[k] / sums.weight() + penalty * x[k];
            value += penalty * x[k] * x[k] / 2;
        }
        return new Descent.Point(x, value, gradient, sums);
    }

    /**
     * Returns the largest slope of a descent at a point against the standard error of its mean. Effects have one together, of which a
     * tenth counts: fixed noise has kinks in each of them, and few examples that smooth these.
     */
    static double largest(Descent descent, Descent.Point point) {
        double[] slope = descent.slope(point);
        double[] squares = point.sums().squares();
        double largest = Arrays.stream(squares).max().orElse(0);
        double most = 0;
        for (int k = 0; k < squares.length; k++) {
            boolean together = k == squares.length - 1 && squares.length < slope.length;
            double one = together ? Vectors.norm(Arrays.copyOfRange(slope, k, slope.length)) : slope[k];
            double error = Math.sqrt(squares[k]) / point.sums().weight();
            boolean rounding = squares[k] <= Inference.ROUNDING * largest;
            double ratio = one == 0 || rounding ? 0 : Math.abs(one) / (together ? 10 * error : error);
            most = Double.isNaN(ratio) ? Double.NaN : Math.max(most, ratio);
        }
        return most;
    }
}
