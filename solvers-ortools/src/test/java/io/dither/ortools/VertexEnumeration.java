package io.dither.ortools;

import io.dither.ortools.program.LinearConstraint;
import io.dither.ortools.program.LinearProgram;
import java.util.ArrayList;
import java.util.List;

/** All vertices of a small polytope { y : rows y <= bounds }, by solving every d rows as equations. */
final class VertexEnumeration {
    private static final double TOLERANCE = 1e-9;

    private final int dimension;
    private final List<double[]> rows = new ArrayList<>();
    private final List<Double> bounds = new ArrayList<>();

    VertexEnumeration(LinearProgram program) {
        dimension = program.dimension();
        for (int i = 0; i < dimension; i++) {
            double[] unit = new double[dimension];
            unit[i] = 1;
            add(program.lower(i), unit, program.upper(i));
        }
        for (LinearConstraint row : program.constraints()) {
            double[] dense = new double[dimension];
            for (int k = 0; k < row.indices().length; k++) {
                dense[row.indices()[k]] = row.coefficients()[k];
            }
            add(row.lower(), dense, row.upper());
        }
    }

    private void add(double lower, double[] row, double upper) {
        rows.add(row);
        bounds.add(upper);
        double[] negated = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            negated[i] = -row[i];
        }
        rows.add(negated);
        bounds.add(-lower);
    }

    List<double[]> vertices() {
        List<double[]> found = new ArrayList<>();
        choose(new int[dimension], 0, 0, found);
        return found;
    }

    boolean contains(double[] y, double tolerance) {
        for (int r = 0; r < rows.size(); r++) {
            double sum = 0;
            for (int i = 0; i < dimension; i++) {
                sum += rows.get(r)[i] * y[i];
            }
            if (sum > bounds.get(r) + tolerance) {
                return false;
            }
        }
        return true;
    }

    private void choose(int[] chosen, int size, int next, List<double[]> found) {
        if (size == dimension) {
            double[] y = intersection(chosen);
            if (y.length > 0 && contains(y, TOLERANCE)) {
                found.add(y);
            }
            return;
        }
        for (int r = next; r < rows.size(); r++) {
            chosen[size] = r;
            choose(chosen, size + 1, r + 1, found);
        }
    }

    /** Gauss-Jordan elimination with pivoting; empty where the rows are dependent or a bound is infinite. */
    private double[] intersection(int[] chosen) {
        double[][] a = new double[dimension][];
        for (int k = 0; k < dimension; k++) {
            a[k] = java.util.Arrays.copyOf(rows.get(chosen[k]), dimension + 1);
            a[k][dimension] = bounds.get(chosen[k]);
            if (Double.isInfinite(a[k][dimension])) {
                return new double[0];
            }
        }
        for (int c = 0; c < dimension; c++) {
            int pivot = c;
            for (int r = c; r < dimension; r++) {
                pivot = Math.abs(a[r][c]) > Math.abs(a[pivot][c]) ? r : pivot;
            }
            if (Math.abs(a[pivot][c]) < TOLERANCE) {
                return new double[0];
            }
            double[] swap = a[c];
            a[c] = a[pivot];
            a[pivot] = swap;
            eliminate(a, c);
        }
        double[] y = new double[dimension];
        for (int k = 0; k < dimension; k++) {
            y[k] = a[k][dimension] / a[k][k];
        }
        return y;
    }

    private void eliminate(double[][] a, int c) {
        for (int r = 0; r < dimension; r++) {
            double factor = r == c ? 0 : a[r][c] / a[c][c];
            for (int k = c; k <= dimension; k++) {
                a[r][k] -= factor * a[c][k];
            }
        }
    }
}
