package io.dither.learn.internal.search;

import io.dither.optim.Objective;

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
    Descent.Point point(double[] x, double[] sums) {
        double weight = sums[0];
        double value = sums[1] / weight;
        double[] gradient = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            double penalty = asked.searched.isPenalised(k) ? asked.settings.l2() : 0;
            gradient[k] = sums[2 + k] / weight + penalty * x[k];
            value += penalty * x[k] * x[k] / 2;
        }
        return new Descent.Point(x, value, gradient, sums);
    }

    /** Returns the largest slope of a descent at a point against the standard error of its mean. */
    static double largest(Descent descent, Descent.Point point) {
        double[] slope = descent.slope(point);
        double[] sums = point.sums();
        double largest = 0;
        for (int k = 0; k < slope.length; k++) {
            largest = Math.max(largest, sums[2 + slope.length + k]);
        }
        double most = 0;
        for (int k = 0; k < slope.length; k++) {
            double error = Math.sqrt(sums[2 + slope.length + k]) / sums[0];
            boolean rounding = sums[2 + slope.length + k] <= Inference.ROUNDING * largest;
            double ratio = slope[k] == 0 || rounding ? 0 : Math.abs(slope[k]) / error;
            most = Double.isNaN(ratio) ? Double.NaN : Math.max(most, ratio);
        }
        return most;
    }
}
