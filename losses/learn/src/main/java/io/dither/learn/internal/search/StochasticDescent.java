package io.dither.learn.internal.search;

import io.dither.learn.evaluate.Sums;
import io.dither.learn.model.FitSettings;

/**
 * Adam (Kingma and Ba 2015) on mini-batches, the rate falling geometrically to a hundredth.
 *
 * @param asked what is asked of the examples
 * @param epsilon the amplitude of the noise, which is fresh in each step
 * @param box where the parameters may be
 * @param validation asked after each epoch whether it is enough
 */
record StochasticDescent(Evaluations asked, double epsilon, Bounds box, Validation validation) {
    /** Returns where it ends. */
    double[] from(double[] start) {
        FitSettings settings = asked.settings;
        double[] x = start.clone();
        double[] first = new double[x.length];
        double[] second = new double[x.length];
        int parts = Math.max(1, asked.clusters.size() / settings.batch());
        long steps = (long) settings.epochs() * parts;
        long step = 0;
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            double loss = 0;
            double weight = 0;
            for (int part = 0; part < parts; part++) {
                step++;
                Sums sums = asked.part(x, epsilon, step, epoch, part, parts).orElse(null);
                if (sums == null) {
                    continue; // nobody is in this part
                }
                loss += sums.loss();
                weight += sums.weight();
                double rate = settings.rate() * Math.pow(0.01, (double) step / steps);
                double ofFirst = 1 - Math.pow(0.9, (double) step);
                double ofSecond = 1 - Math.pow(0.999, (double) step);
                for (int k = 0; k < x.length; k++) {
                    double gradient = sums.gradient()[k] / sums.weight() + pull(k, x[k]);
                    first[k] += 0.1 * (gradient - first[k]);
                    second[k] += 0.001 * (gradient * gradient - second[k]);
                    double mean = first[k] / ofFirst;
                    x[k] = box.inside(k, x[k] - rate * mean / (Math.sqrt(second[k] / ofSecond) + 1e-8));
                }
            }
            asked.report(loss / weight, Double.NaN, epsilon, x);
            if (validation.isEnoughAfter(x)) {
                break;
            }
        }
        return x;
    }

    /** The slope of the penalties. */
    private double pull(int k, double x) {
        return asked.ridge(k) * x + asked.lasso(k) * Math.signum(x);
    }
}
