package io.dither.oracles.internal.assignment;

import io.dither.oracles.kernel.AssignmentKernel;

/**
 * Simple loops over a row of costs of an assignment. The expensive loops are in {@link AssignmentKernel}.
 *
 * <p>Each row is a separate array because the compiler does not vectorise these loops at an offset. Only {@link
 * #applySign} accepts NaN.
 */
final class RowLoops {
    private RowLoops() {}

    /** Multiplies a row by {@code sign} (1 or -1), and raises each largest[j] to at least |row[j]|. NaN stays NaN. */
    static void applySign(double[] row, double sign, double[] largest) {
        for (int j = 0; j < row.length; j++) {
            double signed = sign * row[j];
            row[j] = signed;
            largest[j] = Math.max(largest[j], Math.abs(signed));
        }
    }

    /** Multiplies a row by a factor. */
    static void scale(double[] row, double factor) {
        for (int j = 0; j < row.length; j++) {
            row[j] *= factor;
        }
    }

    /** Lowers each smallest[j] to at most row[j]. */
    static void lower(double[] row, double[] smallest) {
        for (int j = 0; j < row.length; j++) {
            smallest[j] = Math.min(smallest[j], row[j]);
        }
    }
}
