package io.dither.experiments.coverage;

import io.dither.learn.model.Interval;
import io.dither.learn.model.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The results for one unknown over all histories of a situation.
 *
 * @param name its name
 * @param truth the true value
 * @param intervals the number of histories with an interval for it; the following numbers are over these histories
 * @param covered the number of intervals that contain the truth
 * @param low the lower end of Wilson's 95 % interval of covered / intervals
 * @param high the upper end of this interval
 * @param mean the mean estimate
 * @param error the mean of the finite standard errors
 * @param rmse the root mean squared error of the estimates
 */
record Unknown(
        String name,
        double truth,
        int intervals,
        int covered,
        double low,
        double high,
        double mean,
        double error,
        double rmse) {
    /** The coverage is too low if its 95 % interval lies below this share. */
    private static final double LEAST_SHARE = 0.93;
    /** The coverage is too high if its 95 % interval lies above this share. */
    private static final double MOST_SHARE = 0.97;
    /** With fewer intervals, there is no verdict. */
    private static final int FEWEST_INTERVALS = 20;

    static Unknown of(String name, double truth, int index, List<Trial> trials) {
        List<Trial> trialsWithInterval = trials.stream()
                .filter(trial -> trial.haveIntervals().get(index))
                .toList();
        int count = trialsWithInterval.size();
        double[] covered = trialsWithInterval.stream()
                .mapToDouble(trial -> trial.covered().get(index) ? 1 : 0)
                .toArray();
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        List<String> ids = IntStream.range(0, count).mapToObj(Integer::toString).toList();
        // histories have the weight 1, and are independent: each is a cluster of its own
        Metric share = Metric.share(name, covered, ones, ids);
        return new Unknown(
                name,
                truth,
                count,
                (int) Arrays.stream(covered).sum(),
                share.low(),
                share.high(),
                mean(trialsWithInterval, index, Interval::value),
                mean(trialsWithInterval, index, Interval::standardError),
                Math.sqrt(mean(trialsWithInterval, index, interval -> Math.pow(interval.value() - truth, 2))));
    }

    private static double mean(List<Trial> trials, int index, ToDoubleFunction<Interval> number) {
        return trials.stream()
                .mapToDouble(trial -> number.applyAsDouble(trial.estimates().get(index)))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    /** Returns the share of the intervals that contain the truth. */
    double coverage() {
        return (double) covered / intervals;
    }

    /** Returns "low" or "high" if the coverage lies outside 93 to 97 % by more than chance; empty otherwise, or for few intervals. */
    String verdict() {
        if (intervals < FEWEST_INTERVALS) {
            return "";
        }
        if (high < LEAST_SHARE) {
            return "low";
        }
        return low > MOST_SHARE ? "high" : "";
    }
}
