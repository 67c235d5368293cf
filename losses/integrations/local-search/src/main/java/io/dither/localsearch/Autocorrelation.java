package io.dither.localsearch;

import java.util.Arrays;
import java.util.List;

/**
 * Measures how well chains mix: split R-hat, and the effective sample size by Geyer's initial monotone sequence
 * (Vehtari, Gelman, Simpson, Carpenter and Buerkner 2021, section 3).
 *
 * @param effective the effective sample size; NaN if values do not vary
 * @param rHat the ratio of the deviation of all values to that within half chains; NaN if values do not vary
 */
record Autocorrelation(double effective, double rHat) {
    /** Measures chains of equal length. */
    static Autocorrelation of(List<double[]> chains) {
        int length = chains.get(0).length / 2;
        if (length < 2) {
            return new Autocorrelation(Double.NaN, Double.NaN);
        }
        int parts = 2 * chains.size();
        double[][] halves = new double[parts][];
        double[] means = new double[parts];
        for (int k = 0; k < parts; k++) {
            double[] chain = chains.get(k / 2);
            int from = k % 2 == 0 ? 0 : chain.length - length;
            halves[k] = Arrays.copyOfRange(chain, from, from + length);
            means[k] = Arrays.stream(halves[k]).average().orElse(0);
        }
        double within = covariance(halves, means, 0) * length / (length - 1.0);
        double centre = Arrays.stream(means).average().orElse(0);
        double between = Arrays.stream(means)
                        .map(mean -> (mean - centre) * (mean - centre))
                        .sum()
                / (parts - 1);
        double total = within * (length - 1) / length + between;
        if (!(total > 1e-18 * centre * centre)) {
            return new Autocorrelation(Double.NaN, Double.NaN);
        }
        double time = time(halves, means, within, total);
        return new Autocorrelation(parts * length / time, Math.sqrt(total / within));
    }

    /** The mean over chains of the autocovariance at a lag. */
    private static double covariance(double[][] chains, double[] means, int lag) {
        double sum = 0;
        for (int k = 0; k < chains.length; k++) {
            double[] chain = chains[k];
            for (int t = lag; t < chain.length; t++) {
                sum += (chain[t] - means[k]) * (chain[t - lag] - means[k]);
            }
        }
        return sum / chains.length / chains[0].length;
    }

    /**
     * The integrated autocorrelation time in steps: sums of neighbouring pairs of autocorrelations, while they are
     * above 0, made monotone.
     */
    private static double time(double[][] halves, double[] means, double within, double total) {
        int length = halves[0].length;
        double time = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int lag = 0; lag + 1 < length; lag += 2) {
            double pair =
                    2 - (2 * within - covariance(halves, means, lag) - covariance(halves, means, lag + 1)) / total;
            if (lag == 0) {
                pair = 1 + 1 - (within - covariance(halves, means, 1)) / total;
            }
            if (pair <= 0) {
                break;
            }
            least = Math.min(least, pair);
            time += 2 * least;
        }
        int draws = halves.length * length;
        return Math.max(time, 1 / Math.log10(draws));
    }
}
