package io.dither.noise;

import io.dither.error.InvalidArgumentException;
import java.util.Arrays;

/** The lower triangular factor L of a positive definite matrix A = L L^T. Matrices are stored row by row. */
final class Cholesky {
    private final double[] lower;
    private final int size;

    private Cholesky(double[] lower, int size) {
        this.lower = lower;
        this.size = size;
    }

    /** Factors a symmetric matrix; reads only its lower triangle. The name of the matrix is for messages. */
    static Cholesky of(String name, double[] matrix, int size) {
        double[] lower = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double remaining = matrix[i * size + j] - dot(lower, i * size, j * size, j);
                lower[i * size + j] =
                        i == j ? pivot(name, i, remaining, matrix[i * size + i]) : remaining / lower[j * size + j];
            }
        }
        return new Cholesky(lower, size);
    }

    /** Returns the inner product of the beginnings of two rows, which start at the given indices. */
    private static double dot(double[] lower, int row, int otherRow, int length) {
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += lower[row + k] * lower[otherRow + k];
        }
        return sum;
    }

    /**
     * Returns L[i][i], the root of {@code remaining}; requires that {@code remaining} exceeds the rounding error of the
     * subtraction from the diagonal entry that gave it.
     */
    private static double pivot(String name, int i, double remaining, double diagonal) {
        if (!(remaining > 1e-14 * diagonal) || !(diagonal > 0)) {
            throw new InvalidArgumentException(
                    name + " is not positive definite: coordinate " + i + " has variance " + diagonal + ", of which "
                            + remaining + " is left given the coordinates before it",
                    "Maybe one coordinate is a combination of others; add a little to the diagonal");
        }
        return Math.sqrt(remaining);
    }

    /** Turns z into L z, in place: from the last row up, each row reads only what is not yet overwritten. */
    void multiply(double[] z) {
        for (int i = size - 1; i >= 0; i--) {
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                sum += lower[i * size + j] * z[j];
            }
            z[i] = sum;
        }
    }

    /** Turns b into L^-1 b, in place. */
    void solve(double[] b) {
        for (int i = 0; i < size; i++) {
            double remaining = b[i];
            for (int j = 0; j < i; j++) {
                remaining -= lower[i * size + j] * b[j];
            }
            b[i] = remaining / lower[i * size + i];
        }
    }

    /** Turns b into L^-T b, in place. */
    void solveTransposed(double[] b) {
        for (int i = size - 1; i >= 0; i--) {
            double value = b[i] / lower[i * size + i];
            b[i] = value;
            for (int j = 0; j < i; j++) {
                b[j] -= lower[i * size + j] * value;
            }
        }
    }

    /** Returns A^-1, row by row, symmetric to the last bit. */
    double[] inverse() {
        double[] inverse = new double[size * size];
        double[] column = new double[size];
        for (int i = 0; i < size; i++) {
            Arrays.fill(column, 0);
            column[i] = 1;
            solve(column);
            solveTransposed(column);
            for (int j = 0; j <= i; j++) {
                inverse[i * size + j] = column[j];
                inverse[j * size + i] = column[j];
            }
        }
        return inverse;
    }
}
