package io.dither.experiments.coverage;

import io.dither.learn.model.Interval;
import java.util.List;

/**
 * One unknown over all histories of a situation.
 *
 * @param name its name
 * @param truth what intervals should hold
 * @param intervals how many histories gave it an interval; all below is of these
 * @param held how many of these hold the truth
 * @param low the lower end of Wilson's interval of their share, at two standard errors
 * @param high the upper end
 * @param mean the mean estimate
 * @param error the mean standard error
 * @param rmse the root mean squared error of the estimates
 */
record Unknown(
        String name,
        double truth,
        int intervals,
        int held,
        double low,
        double high,
        double mean,
        double error,
        double rmse) {
    private static final double LEAST = 0.93;
    private static final double MOST = 0.97;
    /** Fewer intervals say nothing. */
    private static final int FEWEST = 20;

    static Unknown of(String name, double truth, int index, List<Trial> trials) {
        int held = 0;
        double sum = 0;
        double errors = 0;
        double squares = 0;
        int count = 0;
        for (Trial trial : trials) {
            Interval one = trial.intervals().get(index);
            if (Double.isNaN(one.standardError())) {
                continue;
            }
            count++;
            held += trial.held().get(index) ? 1 : 0;
            sum += one.value();
            errors += one.standardError();
            squares += Math.pow(one.value() - truth, 2);
        }
        double share = (double) held / count;
        double half = 2 * Math.sqrt(share * (1 - share) / count + 1.0 / count / count);
        double centre = share + 2.0 / count;
        double scale = 1 + 4.0 / count;
        return new Unknown(
                name,
                truth,
                count,
                held,
                (centre - half) / scale,
                (centre + half) / scale,
                sum / count,
                errors / count,
                Math.sqrt(squares / count));
    }

    double share() {
        return (double) held / intervals;
    }

    /** Returns how its coverage is wrong beyond two standard errors of the count; nothing if it is not, or for few intervals. */
    String verdict() {
        return intervals < FEWEST ? "" : high < LEAST ? "low" : low > MOST ? "high" : "";
    }
}
