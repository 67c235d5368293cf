package io.dither.experiments.portfolio;

/** The shares that are not at a bound, in the order in which they became free, with the Cholesky factor of their covariance. */
final class FreeShares {
    /** A pivot that is at most this share of the variance is 0 up to rounding errors. */
    private static final double ROUNDING = 1e-13;

    private final double[] covariance;
    private final int n;
    private final int[] shares;
    private int count;
    /** The factor, with rows of length n. */
    private final double[] factor;

    /** The number of rows of the factor that are computed. */
    private int factored;

    FreeShares(double[] covariance, int n) {
        this.covariance = covariance;
        this.n = n;
        shares = new int[n];
        factor = new double[n * n];
    }

    int count() {
        return count;
    }

    /** Returns the index of the asset whose share is the k-th free share. */
    int share(int k) {
        return shares[k];
    }

    void clear() {
        count = 0;
        factored = 0;
    }

    void add(int share) {
        shares[count++] = share;
    }

    void remove(int share) {
        int position = 0;
        while (shares[position] != share) {
            position++;
        }
        System.arraycopy(shares, position + 1, shares, position, count - position - 1);
        count--;
        factored = Math.min(factored, position);
    }

    /** Computes the missing rows of the factor; returns false if the covariance is not positive definite. */
    boolean updateFactor() {
        for (int k = factored; k < count; k++) {
            for (int j = 0; j <= k; j++) {
                double remainder = covariance[shares[k] * n + shares[j]];
                for (int m = 0; m < j; m++) {
                    remainder -= factor[k * n + m] * factor[j * n + m];
                }
                if (j < k) {
                    factor[k * n + j] = remainder / factor[j * n + j];
                } else if (remainder > ROUNDING * covariance[shares[k] * n + shares[k]]) {
                    factor[k * n + k] = Math.sqrt(remainder);
                } else {
                    return false;
                }
            }
        }
        factored = count;
        return true;
    }

    /** Solves covariance x = b, and writes x into b. */
    void solve(double[] b) {
        for (int k = 0; k < count; k++) {
            double remainder = b[k];
            for (int m = 0; m < k; m++) {
                remainder -= factor[k * n + m] * b[m];
            }
            b[k] = remainder / factor[k * n + k];
        }
        for (int k = count - 1; k >= 0; k--) {
            b[k] /= factor[k * n + k];
            for (int m = 0; m < k; m++) {
                b[m] -= factor[k * n + m] * b[k];
            }
        }
    }
}
