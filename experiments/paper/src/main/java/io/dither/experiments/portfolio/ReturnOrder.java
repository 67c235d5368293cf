package io.dither.experiments.portfolio;

import java.util.Arrays;

/** Sorts assets by their expected returns, the highest first, and makes equal returns different. */
final class ReturnOrder {
    /** Returns that differ by less than this share of the largest return tie. */
    private static final double TIE = 1e-9;

    private ReturnOrder() {}

    /**
     * Sorts assets by returns, and changes equal returns by a negligible amount, so that they differ; with {@code
     * fromZero} they also differ from 0, the return of the unspent part of a budget.
     */
    static void sortAndUntie(double[] returns, Integer[] order, boolean fromZero) {
        int n = returns.length;
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(returns[b], returns[a]));
        double scale = Math.max(Math.abs(returns[order[0]]), Math.abs(returns[order[n - 1]]));
        double minGap = TIE * (scale == 0 ? 1 : scale);
        boolean hasTies = fromZero && Math.abs(returns[order[0]]) < minGap;
        for (int k = 1; k < n; k++) {
            hasTies |= returns[order[k - 1]] - returns[order[k]] < minGap;
            hasTies |= fromZero && Math.abs(returns[order[k]]) < minGap;
        }
        if (hasTies) { // n - k keeps the order; roots are irrational, so that sums of returns hardly ever become equal
            for (int k = 0; k < n; k++) {
                returns[order[k]] += minGap * (n - k + Math.sqrt(k + 2.0));
            }
        }
    }
}
