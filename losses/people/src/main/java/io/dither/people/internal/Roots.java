package io.dither.people.internal;

/** Square roots of covariances. */
public final class Roots {
    private Roots() {}

    /** Returns the lower triangular L with L L^T equal to a positive semidefinite matrix; unknown entries (NaN) count as 0. */
    public static double[][] cholesky(double[][] matrix) {
        int size = matrix.length;
        double[][] root = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double remaining = Double.isNaN(matrix[i][j]) ? 0 : matrix[i][j];
                for (int k = 0; k < j; k++) {
                    remaining -= root[i][k] * root[j][k];
                }
                if (i == j) {
                    // rounding may make a pivot of 0 negative
                    root[i][j] = Math.sqrt(Math.max(0, remaining));
                } else {
                    root[i][j] = root[j][j] == 0 ? 0 : remaining / root[j][j];
                }
            }
        }
        return root;
    }
}
