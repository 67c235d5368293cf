package io.dither.regularized;

import java.util.Arrays;

/**
 * The point nearest to u with coordinates from 0 to 1 that add up to k: y = u - tau, clamped to [0, 1]. For k = 1 this
 * is the sparsemax of Martins and Astudillo (2016).
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record CappedSimplex(double[] point) implements Optimum {
    /**
     * Sorts the 2d thresholds at which a coordinate reaches 0 or 1, finds by bisection the two between which tau lies,
     * and solves for it.
     */
    static CappedSimplex nearest(double[] u, int k) {
        double[] thresholds = new double[2 * u.length];
        for (int i = 0; i < u.length; i++) {
            thresholds[2 * i] = u[i];
            thresholds[2 * i + 1] = u[i] - 1;
        }
        Arrays.sort(thresholds);
        int low = 0;
        int high = thresholds.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (excess(u, thresholds[middle], k) >= 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new CappedSimplex(clamped(u, tau(u, thresholds[low], thresholds[high], k)));
    }

    /** Returns the sum of the coordinates at tau, minus k. */
    private static double excess(double[] u, double tau, int k) {
        double sum = -k;
        for (double score : u) {
            sum += Math.min(Math.max(score - tau, 0), 1);
        }
        return sum;
    }

    /** Solves for tau between two thresholds; there the same coordinates lie between 0 and 1. */
    private static double tau(double[] u, double low, double high, int k) {
        double rest = -k;
        int free = 0;
        for (double score : u) {
            if (score - 1 >= high) {
                rest++;
            } else if (score > low) {
                rest += score - low;
                free++;
            }
        }
        return free == 0 ? low + (high - low) / 2 : low + rest / free;
    }

    private static double[] clamped(double[] u, double tau) {
        double[] y = new double[u.length];
        for (int i = 0; i < u.length; i++) {
            y[i] = Math.min(Math.max(u[i] - tau, 0), 1);
        }
        return y;
    }

    @Override
    public double[] point() {
        return point.clone();
    }

    /** Subtracts the mean from the coordinates between 0 and 1; the others do not move. */
    @Override
    public double[] product(double[] v) {
        double sum = 0;
        int free = 0;
        for (int i = 0; i < v.length; i++) {
            if (isFree(i)) {
                sum += v[i];
                free++;
            }
        }
        double[] product = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            product[i] = isFree(i) ? v[i] - sum / free : 0;
        }
        return product;
    }

    private boolean isFree(int i) {
        return point[i] > 0 && point[i] < 1;
    }
}
