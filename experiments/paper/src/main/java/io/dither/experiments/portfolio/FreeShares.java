package io.dither.experiments.portfolio;

/** The assets with free shares, which are not at a bound, in the order of becoming free, with the Cholesky factor of their covariance. */
final class FreeShares {
    /** A pivot that is at most this fraction of the variance is 0 up to rounding errors. */
    private static final double ROUNDING = 1e-13;

    private final double[] covariance;
    private final int n;
    private final int[] assets;
    private int count;
    /** The factor, with rows of length n. */
    private final double[] factor;

    /** The number of rows of the factor that are computed. */
    private int factored;

    FreeShares(double[] covariance, int n) {
        this.covariance = covariance;
        this.n = n;
        assets = new int[n];
        factor = new double[n * n];
    }

    int count() {
        return count;
    }

    /** Returns the index of the asset whose share is the k-th free share. */
    int asset(int k) {
        return assets[k];
    }

    void clear() {
        count = 0;
        factored = 0;
    }

    void add(int asset) {
        assets[count++] = asset;
    }

    void remove(int asset) {
        int position = 0;
        while (assets[position] != asset) {
            position++;
        }
        System.arraycopy(assets, position + 1, assets, position, count - position - 1);
        count--;
        factored = Math.min(factored, position);
    }

    /** Computes the missing rows of the factor; returns false if the covariance is not positive definite. */
    boolean updateFactor() {
        for (int k = factored; k < count; k++) {
            for (int j = 0; j <= k; j++) {
                double remainder = covariance[assets[k] * n + assets[j]];
                for (int m = 0; m < j; m++) {
                    remainder -= factor[k * n + m] * factor[j * n + m];
                }
                if (j < k) {
                    factor[k * n + j] = remainder / factor[j * n + j];
                } else if (remainder > ROUNDING * covariance[assets[k] * n + assets[k]]) {
                    factor[k * n + k] = Math.sqrt(remainder);
                } else {
                    return false;
                }
            }
        }
        factored = count;
        return true;
    }

    /** Solves S x = b, where S is the covariance of these assets, and writes x into b, from its first entry on. */
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
