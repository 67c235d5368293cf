package io.dither.oracles.internal.assignment;

import io.dither.oracles.kernel.AssignmentKernel;

/**
 * The simple passes over a row of costs of an assignment; those it spends its time in are in
 * {@link AssignmentKernel}.
 *
 * <p>A row is an array of its own because the compiler does not vectorise these loops where they start at an offset.
 * Nothing is NaN, but for {@link #turn}.
 */
final class RowScan {
    private RowScan() {}

    /** Multiplies a row by 1 or -1 and raises each largest[j] to |row[j]| where that is more; NaN stays. */
    static void turn(double[] row, double sign, double[] largest) {
        for (int j = 0; j < row.length; j++) {
            double turned = sign * row[j];
            row[j] = turned;
            largest[j] = Math.max(largest[j], Math.abs(turned));
        }
    }

    /** Multiplies a row. */
    static void scale(double[] row, double factor) {
        for (int j = 0; j < row.length; j++) {
            row[j] *= factor;
        }
    }

    /** Lowers each least[j] to row[j] where that is less. */
    static void lower(double[] row, double[] least) {
        for (int j = 0; j < row.length; j++) {
            least[j] = Math.min(least[j], row[j]);
        }
    }
}
