package io.dither.statistic;

import io.dither.engine.Tally;
import io.dither.layer.Estimated;
import java.util.List;
import java.util.function.Function;

/** Means over replicates: one keeps the standard errors of its samples, several give theirs by how they differ. */
public final class Replicates {
    private Replicates() {}

    public static Estimated pool(List<Tally> replicates, Function<Tally, Estimated> read) {
        return replicates.size() == 1
                ? read.apply(replicates.get(0))
                : pool(replicates.stream().map(read).toList());
    }

    /**
     * Pools sums of products of deviations, each divided by n - 1. Within a replicate of a Sobol sequence means hardly
     * vary, so that n, and not n - 1, is right: a bias of 1 / n would stand out of its small standard errors.
     */
    public static Estimated poolCovariances(List<Tally> replicates, Function<Tally, Estimated> read) {
        Estimated pooled = pool(replicates, read);
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

    private static Estimated pool(List<Estimated> parts) {
        int length = parts.get(0).values().length;
        int count = parts.size();
        double[] mean = new double[length];
        double[] errors = new double[length];
        for (int i = 0; i < length; i++) {
            for (Estimated part : parts) {
                mean[i] += part.values()[i] / count;
            }
            double squares = 0;
            for (Estimated part : parts) {
                double deviation = part.values()[i] - mean[i];
                squares += deviation * deviation;
            }
            errors[i] = Math.sqrt(squares / (count - 1) / count);
        }
        return new Estimated(mean, errors);
    }
}
