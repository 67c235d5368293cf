package io.dither.learn.internal.search;

import java.util.function.Predicate;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Solves simulated moments: damped quasi-Newton steps (Broyden 1965) from a Jacobian by differences over steps that move decisions,
 * for with noise held fixed the moment is a step function of the unknowns.
 */
final class MomentSolver {
    /** The moments at one point, and their standard errors. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    record Point(double[] x, double[] moment, double[] errors) {
        /** Returns the sum of squares of the moments against their errors as they are at another point. */
        double merit(double[] scale) {
            double sum = 0;
            for (int i = 0; i < moment.length; i++) {
                double ratio = moment[i] / Math.max(scale[i], 1e-300);
                sum += ratio * ratio;
            }
            return sum;
        }

        /** Returns the largest moment against its error. */
        double largest() {
            double most = 0;
            for (int i = 0; i < moment.length; i++) {
                most = Math.max(most, Math.abs(moment[i]) / Math.max(errors[i], 1e-300));
            }
            return most;
        }
    }

    /** Evaluates the moments, NaN outside their domain. */
    interface Function {
        Point at(double[] x);

        /** Moves unknowns to where they may be, from where they are. */
        double[] moved(double[] from, double[] step);

        /** How far unknowns are moved for differences. */
        double[] differences(double[] x);
    }

    private static final int HALVINGS = 6;

    private final Function function;
    private final double good;

    /** A point whose moments are below {@code good} of their errors is left as it is where no step makes it better. */
    MomentSolver(Function function, double good) {
        this.function = function;
        this.good = good;
    }

    /** Returns the best point found. */
    Point solve(double[] start, int most, Predicate<Point> enough) {
        Point point = function.at(start);
        DMatrixRMaj jacobian = jacobian(point.x());
        boolean fresh = true;
        for (int i = 0; i < most && !enough.test(point); i++) {
            double[] step = step(jacobian, point.moment());
            Point next = search(point, step, fresh ? HALVINGS : HALVINGS / 2);
            if (next == null) {
                if (fresh || point.largest() <= good) {
                    return point;
                }
                jacobian = jacobian(point.x());
                fresh = true;
                continue;
            }
            update(jacobian, point, next);
            fresh = false;
            point = next;
        }
        return point;
    }

    /** Returns the Jacobian by central differences. */
    DMatrixRMaj jacobian(double[] x) {
        double[] lengths = function.differences(x);
        DMatrixRMaj jacobian = new DMatrixRMaj(x.length, x.length);
        for (int k = 0; k < x.length; k++) {
            double[] up = new double[x.length];
            up[k] = lengths[k];
            Point above = function.at(function.moved(x, up));
            up[k] = -lengths[k];
            Point below = function.at(function.moved(x, up));
            double width = above.x()[k] - below.x()[k];
            for (int i = 0; i < x.length; i++) {
                jacobian.set(i, k, width == 0 ? 0 : (above.moment()[i] - below.moment()[i]) / width);
            }
        }
        return jacobian;
    }

    private static double[] step(DMatrixRMaj jacobian, double[] moment) {
        DMatrixRMaj inverse = new DMatrixRMaj(moment.length, moment.length);
        CommonOps_DDRM.pinv(jacobian, inverse);
        double[] step = new double[moment.length];
        for (int i = 0; i < step.length; i++) {
            for (int k = 0; k < step.length; k++) {
                step[i] -= inverse.get(i, k) * moment[k];
            }
        }
        return step;
    }

    private @org.jspecify.annotations.Nullable Point search(Point from, double[] step, int trials) {
        double[] tried = step.clone();
        for (int trial = 0; trial < trials; trial++) {
            Point point = function.at(function.moved(from.x(), tried));
            if (point.merit(from.errors()) < from.merit(from.errors())) {
                return point;
            }
            for (int k = 0; k < tried.length; k++) {
                tried[k] *= trial == 0 ? 0.5 : 0.4;
            }
        }
        return null;
    }

    private static void update(DMatrixRMaj jacobian, Point before, Point after) {
        int size = jacobian.numRows;
        double[] step = new double[size];
        double squares = 0;
        for (int k = 0; k < size; k++) {
            step[k] = after.x()[k] - before.x()[k];
            squares += step[k] * step[k];
        }
        for (int i = 0; i < size && squares > 0; i++) {
            double predicted = 0;
            for (int k = 0; k < size; k++) {
                predicted += jacobian.get(i, k) * step[k];
            }
            double missed = after.moment()[i] - before.moment()[i] - predicted;
            for (int k = 0; k < size; k++) {
                jacobian.add(i, k, missed * step[k] / squares);
            }
        }
    }
}
