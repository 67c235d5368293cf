package io.dither.perturbed.internal.statistic;

import io.dither.layer.Estimated;
import io.dither.perturbed.internal.engine.Tally;
import java.util.List;
import java.util.function.Function;

/**
 * Means over replicates. The standard errors of a single replicate come from its samples; the standard errors of
 * several replicates come from the differences between the replicates.
 */
public final class Replicates {
    private Replicates() {}

    /** Averages the estimates of the replicates, such as means or shares. */
    public static Estimated pool(List<Tally> replicates, Function<Tally, Estimated> estimateOf) {
        return pool(replicates, estimateOf, StandardError.MIN_FOR_MEANS);
    }

    /**
     * Averages covariances: sums of products of deviations from the mean of a replicate, divided by n - 1, where n is
     * the number of samples per replicate. Several replicates come from a Sobol sequence, so that their means are
     * almost exact, and n, not n - 1, is the right divisor: a relative bias of 1 / n would be large compared with the
     * small standard errors.
     */
    public static Estimated poolCovariances(List<Tally> replicates, Function<Tally, Estimated> estimateOf) {
        Estimated pooled = pool(replicates, estimateOf, StandardError.MIN_FOR_COVARIANCES);
        if (replicates.size() > 1) {
            double n = replicates.get(0).samples();
            scale(pooled.values(), (n - 1) / n);
            scale(pooled.standardErrors(), (n - 1) / n);
        }
        return pooled;
    }

    private static void scale(double[] numbers, double factor) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= factor;
        }
    }

    /**
     * Averages over replicates. Intervals count as calibrated if all replicates together have at least {@code
     * minSamples} samples.
     */
    private static Estimated pool(List<Tally> replicates, Function<Tally, Estimated> estimateOf, int minSamples) {
        if (replicates.size() == 1) {
            return estimateOf.apply(replicates.get(0));
        }
        List<Estimated> estimates = replicates.stream().map(estimateOf).toList();
        long samples = replicates.stream().mapToLong(Tally::samples).sum();
        int length = estimates.get(0).values().length;
        int count = estimates.size();
        double[] mean = new double[length];
        double[] errors = new double[length];
        for (int i = 0; i < length; i++) {
            double first = estimates.get(0).values()[i];
            double sum = 0;
            double squares = 0;
            for (Estimated estimate : estimates) {
                double deviation = estimate.values()[i] - first;
                sum += deviation;
                squares += deviation * deviation;
            }
            mean[i] = first + sum / count;
            errors[i] = StandardError.ofMean(mean[i], squares - sum * sum / count, count);
        }
        return new Estimated(mean, errors, count - 1, samples >= minSamples);
    }
}
