package io.dither.localsearch;

import java.util.Arrays;
import java.util.List;

/**
 * Measures how well chains mix: split R-hat, and the effective sample size by Geyer's initial monotone sequence
 * (Vehtari, Gelman, Simpson, Carpenter and Buerkner 2021, section 3).
 *
 * @param effective the effective sample size; NaN if values do not vary, or if a chain has fewer than four of them
 * @param rHat the standard deviation of all values, divided by the standard deviation within half chains; NaN in the
 *     same cases
 */
record MixingDiagnostics(double effective, double rHat) {
    /**
     * Values whose variance is below this multiple of their squared mean count as constant: such a variance may be
     * rounding.
     */
    private static final double ROUNDING = 1e-18;

    /**
     * Measures chains of equal length. A chain is given by the values of a quantity, recorded at regular steps; each
     * chain is cut into two halves.
     */
    static MixingDiagnostics of(List<double[]> chains) {
        int halfLength = chains.get(0).length / 2;
        if (halfLength < 2) {
            return new MixingDiagnostics(Double.NaN, Double.NaN);
        }
        int halfCount = 2 * chains.size();
        double[][] halves = new double[halfCount][];
        double[] means = new double[halfCount];
        for (int k = 0; k < halfCount; k++) {
            double[] chain = chains.get(k / 2);
            int first = k % 2 == 0 ? 0 : chain.length - halfLength;
            halves[k] = Arrays.copyOfRange(chain, first, first + halfLength);
            means[k] = Arrays.stream(halves[k]).average().orElse(0);
        }
        double within = covariance(halves, means, 0) * halfLength / (halfLength - 1.0);
        double centre = Arrays.stream(means).average().orElse(0);
        double between = Arrays.stream(means)
                        .map(mean -> (mean - centre) * (mean - centre))
                        .sum()
                / (halfCount - 1);
        double totalVariance = within * (halfLength - 1) / halfLength + between;
        if (!(totalVariance > ROUNDING * centre * centre)) { // also if the variance is NaN
            return new MixingDiagnostics(Double.NaN, Double.NaN);
        }
        double correlationTime = correlationTime(halves, means, within, totalVariance);
        return new MixingDiagnostics(halfCount * halfLength / correlationTime, Math.sqrt(totalVariance / within));
    }

    /** Returns the mean over chains of the autocovariance at a lag. */
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
     * Returns the integrated autocorrelation time in values: 1 plus twice the sum of the autocorrelations of lags 1, 2,
     * ... Autocorrelations are added in pairs of neighbouring lags while the sum of a pair is above 0; a pair that is
     * larger than an earlier pair counts as the earlier pair. The autocorrelation of a lag is 1 - (within - covariance)
     * / totalVariance. The time has a lower bound, so that chains with negative autocorrelations have at most n
     * log10(n) effective samples, where n is the number of values of all chains.
     */
    private static double correlationTime(double[][] halves, double[] means, double within, double totalVariance) {
        int length = halves[0].length;
        double time = -1; // lag 0 counts once, but the first pair adds it twice
        double smallestPair = Double.POSITIVE_INFINITY;
        for (int lag = 0; lag + 1 < length; lag += 2) {
            double next = covariance(halves, means, lag + 1);
            double pair = lag == 0
                    ? 2 - (within - next) / totalVariance
                    : 2 - (2 * within - covariance(halves, means, lag) - next) / totalVariance;
            if (pair <= 0) {
                break;
            }
            smallestPair = Math.min(smallestPair, pair);
            time += 2 * smallestPair;
        }
        int draws = halves.length * length;
        return Math.max(time, 1 / Math.log10(draws));
    }
}
