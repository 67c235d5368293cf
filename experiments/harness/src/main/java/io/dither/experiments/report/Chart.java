package io.dither.experiments.report;

import java.util.List;

/**
 * Lines over the same x.
 *
 * @param title what y is
 * @param xLabel what x is
 * @param series the lines
 * @param logarithmicY whether y is shown by its logarithm; what is not above 0 is then left out
 */
public record Chart(String title, String xLabel, List<Series> series, boolean logarithmicY) {
    /** From here on a ratio of the greatest x to the least is shown by its logarithm, but for counts of passes. */
    private static final double WIDE = 20;

    /**
     * Makes a chart of y as it is.
     *
     * @param title what y is
     * @param xLabel what x is
     * @param series the lines
     */
    public Chart(String title, String xLabel, List<Series> series) {
        this(title, xLabel, series, false);
    }

    /**
     * Draws it.
     *
     * @param html where to
     */
    public void write(Html html) {
        new ChartSvg(this, false).write(html);
    }

    boolean isLogarithmic() {
        double[] all = series.stream()
                .flatMapToDouble(line -> java.util.Arrays.stream(line.x()))
                .sorted()
                .toArray();
        return !isCounted() && all.length > 0 && all[0] > 0 && all[all.length - 1] / all[0] > WIDE;
    }

    /** Whether x is a whole number. */
    boolean isCounted() {
        return List.of("epoch", "step", "iteration", "pass over the examples").contains(xLabel);
    }
}
