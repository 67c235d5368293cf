package io.dither.certify;

import io.dither.layer.Estimated;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.Query;
import java.util.ArrayList;
import java.util.List;

/**
 * Estimates by M and by 2M samples agree, and standard errors shrink by the square root of 2. How far the latter are off
 * by chance is seen from their spread over {@value #REPLICATES} independent shares of the samples.
 */
final class DoublingTrial implements Trial {
    private static final String AGREE = "M and 2M samples agree";
    private static final String SHRINK = "standard errors shrink by sqrt 2";
    private static final int REPLICATES = 16;
    private static final String[] QUANTITIES = {"F_eps", "y_eps", "VJP"};

    @Override
    public List<Check> run(Subject subject, List<double[]> thetas) {
        Scores agree = new Scores(AGREE);
        Scores shrink = new Scores(SHRINK);
        int share = subject.samples() / REPLICATES;
        try (PerturbedOptimizer single = subject.layer(share);
                PerturbedOptimizer twice = subject.layer(2 * share)) {
            for (int k = 0; k < thetas.size(); k++) {
                double[] v = subject.direction(Keys.SINGLE, k);
                List<Group> some = groups(subject, single, Keys.SINGLE, thetas.get(k), v, k);
                List<Group> more = groups(subject, twice, Keys.DOUBLE, thetas.get(k), v, k);
                double floor = 3 * Scores.scale(some.get(1).pooled().values()) / subject.samples();
                double[] floors = {0, floor, floor * Scores.scale(v)};
                for (int q = 0; q < some.size(); q++) {
                    String where = QUANTITIES[q] + " at theta " + k;
                    double scale = q == 2 ? largestScale(subject, thetas.get(k)) : 1;
                    agree.add(where, some.get(q).pooled(), more.get(q).pooled(), floors[q] * scale);
                    if (some.get(q).varies() && more.get(q).varies()) {
                        shrink.add(
                                where,
                                excess(some.get(q).logErrors(), more.get(q).logErrors()));
                    }
                }
            }
        }
        return List.of(agree.check(""), shrink.check("an estimate did not vary"));
    }

    private static double largestScale(Subject subject, double[] theta) {
        double largest = 0;
        for (int i = 0; i < theta.length; i++) {
            largest = Math.max(largest, subject.scoreScale(theta, i));
        }
        return largest;
    }

    /** F_eps, y_eps and, where there is a score, a VJP. */
    private static List<Group> groups(
            Subject subject, PerturbedOptimizer layer, long key, double[] theta, double[] v, int k) {
        List<Group> groups = new ArrayList<>(List.of(new Group(), new Group()));
        boolean scored = subject.noScore().isEmpty();
        if (scored) {
            groups.add(new Group());
        }
        for (int replicate = 0; replicate < REPLICATES; replicate++) {
            Query query = layer.at(theta).step(key).example((long) k * REPLICATES + replicate);
            Estimate estimate = (scored ? query.vjp(v) : query).estimate();
            groups.get(0).parts.add(estimate.smoothedValue());
            groups.get(1).parts.add(estimate.solution());
            if (scored) {
                groups.get(2).parts.add(estimate.vjp());
            }
        }
        return groups;
    }

    /** How far ln s_M - ln s_2M is from ln sqrt 2, in its own standard errors. */
    private static double excess(double[] some, double[] more) {
        double difference = mean(some) - mean(more) - 0.5 * StrictMath.log(2);
        return difference / Math.sqrt(varianceOfMean(some) + varianceOfMean(more));
    }

    private static double mean(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }

    private static double varianceOfMean(double[] numbers) {
        double mean = mean(numbers);
        double squares = 0;
        for (double number : numbers) {
            squares += (number - mean) * (number - mean);
        }
        return squares / (numbers.length - 1) / numbers.length;
    }

    /** The same quantity from independent shares of the samples. */
    private static final class Group {
        final List<Estimated> parts = new ArrayList<>();

        Estimated pooled() {
            int length = parts.get(0).values().length;
            double[] values = new double[length];
            double[] errors = new double[length];
            for (int i = 0; i < length; i++) {
                for (Estimated part : parts) {
                    values[i] += part.values()[i] / parts.size();
                    errors[i] = Math.hypot(errors[i], part.knownError(i) / parts.size());
                }
            }
            return new Estimated(values, errors);
        }

        boolean varies() {
            for (double error : logErrors()) {
                // rounding alone may leave a standard error of 1e-17
                if (!(error > StrictMath.log(1e-12))) {
                    return false;
                }
            }
            return true;
        }

        /** Returns ln of the root of the summed squares of the standard errors, one a part. */
        double[] logErrors() {
            double[] logs = new double[parts.size()];
            for (int r = 0; r < logs.length; r++) {
                double squares = 0;
                for (int i = 0; i < parts.get(r).values().length; i++) {
                    double error = parts.get(r).knownError(i);
                    squares += error * error;
                }
                logs[r] = 0.5 * StrictMath.log(squares);
            }
            return logs;
        }
    }
}
