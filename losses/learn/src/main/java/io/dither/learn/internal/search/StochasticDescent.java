package io.dither.learn.internal.search;

import io.dither.learn.evaluate.Sums;
import io.dither.learn.model.FitSettings;

/**
 * Adam (Kingma and Ba 2015) on mini-batches, with the decay rates 0.9 and 0.999 of the paper. The learning rate falls geometrically to a
 * hundredth.
 *
 * @param evaluations evaluates the examples
 * @param epsilon the amplitude of the noise; each step draws new noise
 * @param box the bounds of the parameters
 * @param validation decides after each epoch whether to stop
 */
record StochasticDescent(Evaluations evaluations, double epsilon, Bounds box, Validation validation) {
    /** Returns the parameters at the end. */
    double[] minimise(double[] start) {
        FitSettings settings = evaluations.settings;
        double[] x = start.clone();
        double[] meanGradient = new double[x.length];
        double[] meanSquare = new double[x.length];
        int miniBatches = Math.max(1, evaluations.clusters.length / settings.batch());
        long steps = (long) settings.epochs() * miniBatches;
        long step = 0;
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            double loss = 0;
            double weight = 0;
            for (int miniBatch = 0; miniBatch < miniBatches; miniBatch++) {
                step++;
                Sums sums = evaluations
                        .sumsOfMiniBatch(x, epsilon, step, epoch, miniBatch, miniBatches)
                        .orElse(null);
                if (sums == null) {
                    continue; // this mini-batch has no examples
                }
                loss += sums.loss();
                weight += sums.weight();
                double rate = settings.rate() * Math.pow(0.01, (double) step / steps);
                double meanCorrection = 1 - Math.pow(0.9, (double) step);
                double squareCorrection = 1 - Math.pow(0.999, (double) step);
                // 0.1 and 0.001 are 1 minus the decay rates; 1e-8 avoids a division by 0
                for (int k = 0; k < x.length; k++) {
                    double gradient = sums.gradient()[k] / sums.weight() + penaltySlope(k, x[k]);
                    meanGradient[k] += 0.1 * (gradient - meanGradient[k]);
                    meanSquare[k] += 0.001 * (gradient * gradient - meanSquare[k]);
                    double mean = meanGradient[k] / meanCorrection;
                    x[k] = box.clamp(k, x[k] - rate * mean / (Math.sqrt(meanSquare[k] / squareCorrection) + 1e-8));
                }
            }
            evaluations.report(loss / weight, Double.NaN, epsilon, x);
            if (validation.stopsAt(x)) {
                break;
            }
        }
        return x;
    }

    /** Returns the derivative of the penalties. */
    private double penaltySlope(int k, double x) {
        return evaluations.ridge(k) * x + evaluations.lasso(k) * Math.signum(x);
    }
}
