package io.dither.experiments.predictoptimize;

import io.dither.experiments.text.Numbers;
import io.dither.learn.diagnose.TrueRegret;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The regret of one method on one setting of a benchmark: over the test examples of a single draw, or over some draws.
 *
 * @param method its name
 * @param regret the regret with its 95 % interval
 * @param difference the regret less that of least squares, on the same examples
 * @param draws regrets of draws in percent where there are three or more
 * @param solves how many solves the training took, of all draws
 * @param seconds how long it took
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of results, compared by nobody
record Score(String method, Metric regret, Metric difference, double[] draws, long solves, double seconds) {
    private static final int FEW = 3;

    /**
     * The regrets of one draw.
     *
     * @param method its name
     * @param test the test examples
     * @param regrets one a test example
     * @param yardstick those of least squares
     * @param solves how many solves the training took
     * @param seconds how long it took
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier of results, compared by nobody
    record Draw(String method, TrueRegret test, double[] regrets, double[] yardstick, long solves, double seconds) {
        Metric regret() {
            return test.share(regrets);
        }

        Metric difference() {
            return test.share(TrueRegret.less(regrets, yardstick));
        }
    }

    /** Puts the draws of a method together: means, and intervals over draws where there are three or more. */
    static Score of(List<Draw> draws) {
        Draw first = draws.get(0);
        long solves = draws.stream().mapToLong(Draw::solves).sum();
        double seconds = draws.stream().mapToDouble(Draw::seconds).sum();
        List<Metric> regrets = draws.stream().map(Draw::regret).toList();
        List<Metric> differences = draws.stream().map(Draw::difference).toList();
        if (draws.size() < FEW) {
            return new Score(first.method(), pooled(regrets), pooled(differences), new double[0], solves, seconds);
        }
        double[] percent =
                regrets.stream().mapToDouble(one -> 100 * one.value()).toArray();
        return new Score(first.method(), overDraws(regrets), overDraws(differences), percent, solves, seconds);
    }

    /** The mean of one draw or two, whose test examples are apart. */
    private static Metric pooled(List<Metric> draws) {
        double mean = 0;
        double variance = 0;
        int examples = 0;
        for (Metric one : draws) {
            mean += one.value() / draws.size();
            variance += one.standardError() * one.standardError() / draws.size() / draws.size();
            examples += one.examples();
        }
        return Metric.of("regret", Interval.of(mean, Math.sqrt(variance)), examples);
    }

    private static Metric overDraws(List<Metric> draws) {
        double[] values = draws.stream().mapToDouble(Metric::value).toArray();
        return Metric.of("regret", Interval.ofMean(values), draws.size());
    }

    /** Returns the interval in words, multiplied by a factor. */
    static String range(Metric metric, double factor, int decimals) {
        return Numbers.decimal(factor * metric.low(), decimals) + " to "
                + Numbers.decimal(factor * metric.high(), decimals);
    }

    /** Returns the numbers for programs, of which callers add more. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("regret", regret.value());
        figures.put("low", regret.low());
        figures.put("high", regret.high());
        figures.put("lessLeastSquares", difference.value());
        figures.put("lessLeastSquaresLow", difference.low());
        figures.put("lessLeastSquaresHigh", difference.high());
        return figures;
    }

    /** Whether the difference to least squares shows: -1 better, 1 worse, 0 neither. */
    int verdict() {
        return difference.low() > 0 ? 1 : difference.high() < 0 ? -1 : 0;
    }
}
