package io.dither.perturbed.internal.statistic;

import io.dither.layer.Estimated;
import io.dither.perturbed.internal.engine.Tally;
import java.util.List;
import java.util.function.Function;

/**
 * Means over replicates. A single replicate has the standard errors of its samples; those of several come from the
 * differences between them.
 */
public final class Replicates {
    private Replicates() {}

    public static Estimated pool(List<Tally> replicates, Function<Tally, Estimated> read) {
        return pool(replicates, read, StandardError.LEAST_OF_MEANS);
    }

    /**
     * Pools sums of products of deviations, each divided by n - 1. Within a replicate of a Sobol sequence means hardly
     * vary, so that n, and not n - 1, is the right divisor: a bias of 1 / n would be large compared with the small
     * standard errors.
     */
    public static Estimated poolCovariances(List<Tally> replicates, Function<Tally, Estimated> read) {
        Estimated pooled = pool(replicates, read, StandardError.LEAST_OF_COVARIANCES);
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
     * Pools replicates. Intervals count as calibrated if all replicates have at least {@code least} samples together.
     */
    private static Estimated pool(List<Tally> replicates, Function<Tally, Estimated> read, int least) {
        if (replicates.size() == 1) {
            return read.apply(replicates.get(0));
        }
        List<Estimated> parts = replicates.stream().map(read).toList();
        long samples = replicates.stream().mapToLong(Tally::samples).sum();
        int length = parts.get(0).values().length;
        int count = parts.size();
        double[] mean = new double[length];
        double[] errors = new double[length];
        for (int i = 0; i < length; i++) {
            double first = parts.get(0).values()[i];
            double sum = 0;
            double squares = 0;
            for (Estimated part : parts) {
                double deviation = part.values()[i] - first;
                sum += deviation;
                squares += deviation * deviation;
            }
            mean[i] = first + sum / count;
            errors[i] = StandardError.ofMean(mean[i], squares - sum * sum / count, count);
        }
        return new Estimated(mean, errors, count - 1, samples >= least);
    }
}
