package io.dither.experiments.vision;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.Verdict;
import io.dither.learn.model.Interval;
import io.dither.learn.model.PlainText;

/**
 * The share of test examples that are predicted correctly.
 *
 * @param value the share, from 0 to 1
 * @param standardError its standard error, by the binomial distribution
 */
record Share(double value, double standardError) {
    static Share of(double value, int examples) {
        double capped = Math.min(value, 1); // rounding may put a sum of shares a little above 1
        return new Share(capped, Math.sqrt(capped * (1 - capped) / examples));
    }

    /**
     * Compares two shares as if they were measured on different examples. This is conservative: on the same examples, their difference
     * varies less.
     */
    static String verdict(String firstName, Share first, String secondName, Share second) {
        return Verdict.of(
                firstName, secondName, first.interval().minus(second.interval()).times(100), "points");
    }

    private Interval interval() {
        return Interval.of(value, standardError);
    }

    /** Returns the chart with a row for the share, in per cent; its 95 % interval is clamped to 0 to 100 %. */
    Chart addTo(Chart plot, String name) {
        double low = interval().low();
        double high = interval().high();
        return plot.row(name, 100 * value, 100 * Math.max(0, low), 100 * Math.min(1, high));
    }

    @Override
    public String toString() {
        return PlainText.format("%.2f %% +- %.2f", 100 * value, 100 * standardError);
    }
}
