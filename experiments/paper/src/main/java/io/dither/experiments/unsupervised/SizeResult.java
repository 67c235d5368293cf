package io.dither.experiments.unsupervised;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The results of all data sets with the same number of observations.
 *
 * @param observations n
 * @param dataSets the number of fitted data sets
 * @param unusable the number of unusable fits, which all following numbers leave out
 * @param error the root of the mean squared error over data sets and identified coordinates
 * @param errorStandardError its standard error over data sets
 * @param coverage the share of 95 % intervals that hold the truth
 * @param coverageStandardError its standard error over data sets
 * @param simulationShare the mean share of the variance that is due to simulation
 */
record SizeResult(
        int observations,
        int dataSets,
        int unusable,
        double error,
        double errorStandardError,
        double coverage,
        double coverageStandardError,
        double simulationShare) {

    static SizeResult of(int observations, List<Trial> trials) {
        List<Trial> usable = trials.stream().filter(Trial::isUsable).toList();
        double meanSquare = mean(usable, Trial::meanSquare);
        double error = Math.sqrt(meanSquare);
        return new SizeResult(
                observations,
                trials.size(),
                trials.size() - usable.size(),
                error,
                standardError(usable, Trial::meanSquare) / (2 * error), // of a square root, by the delta method
                mean(usable, Trial::coverage),
                standardError(usable, Trial::coverage),
                mean(usable, Trial::simulationShare));
    }

    private static double mean(List<Trial> trials, ToDoubleFunction<Trial> value) {
        return trials.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static double standardError(List<Trial> trials, ToDoubleFunction<Trial> value) {
        double mean = mean(trials, value);
        double squares = trials.stream()
                .mapToDouble(trial -> Math.pow(value.applyAsDouble(trial) - mean, 2))
                .sum();
        return Math.sqrt(squares / (trials.size() - 1) / trials.size());
    }
}
