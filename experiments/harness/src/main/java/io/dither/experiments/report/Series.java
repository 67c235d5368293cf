package io.dither.experiments.report;

/**
 * A line of a chart: the mean of its repeats at each x, between the least and the greatest of them.
 *
 * @param name its name in the legend
 * @param run which of the compared runs it belongs to, from 0
 * @param x ascending
 * @param y the means
 * @param low the least
 * @param high the greatest
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and as long as a run
public record Series(String name, int run, double[] x, double[] y, double[] low, double[] high) {
    /**
     * Makes a line without a band.
     *
     * @param name its name in the legend
     * @param x ascending
     * @param y one number an x; NaN leaves a gap
     * @return the line
     */
    public static Series line(String name, double[] x, double[] y) {
        return new Series(name, 0, x, y, y, y);
    }

    boolean hasBand() {
        for (int i = 0; i < x.length; i++) {
            if (low[i] < high[i]) {
                return true;
            }
        }
        return false;
    }
}
