package io.dither.learn.internal.search;

import io.dither.internal.algebra.Vectors;
import java.util.function.Predicate;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Solves simulated moments: damped quasi-Newton steps (Broyden 1965) from a Jacobian by differences over steps that move decisions,
 * for with noise held fixed the moment is a step function of the unknowns.
 *
 * @param moments what is made 0
 * @param good a point whose moments are below this share of their errors is left as it is where no step makes it better
 */
record MomentSolver(Moments moments, double good) {
    private static final int HALVINGS = 6;

    /** Returns the best point found. */
    Moments.Point solve(double[] start, int most, Predicate<Moments.Point> enough) {
        Moments.Point point = moments.at(start);
        DMatrixRMaj jacobian = jacobian(point.x());
        boolean fresh = true;
        for (int i = 0; i < most && !enough.test(point); i++) {
            double[] step = step(jacobian, point.moment());
            Moments.Point next = search(point, step, fresh ? HALVINGS : HALVINGS / 2);
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
        double[] lengths = moments.differences(x);
        DMatrixRMaj jacobian = new DMatrixRMaj(x.length, x.length);
        for (int k = 0; k < x.length; k++) {
            double[] up = new double[x.length];
            up[k] = lengths[k];
            Moments.Point above = moments.at(moments.moved(x, up));
            up[k] = -lengths[k];
            Moments.Point below = moments.at(moments.moved(x, up));
            double width = above.x()[k] - below.x()[k];
            for (int i = 0; i < x.length; i++) {
                jacobian.set(i, k, width == 0 ? 0 : (above.moment()[i] - below.moment()[i]) / width);
            }
        }
        return jacobian;
    }

    private static double[] step(DMatrixRMaj jacobian, double[] moment) {
        DMatrixRMaj inverse = jacobian.createLike();
        CommonOps_DDRM.pinv(jacobian, inverse);
        DMatrixRMaj column = DMatrixRMaj.wrap(moment.length, 1, moment);
        return Vectors.scaled(-1, CommonOps_DDRM.mult(inverse, column, null).data);
    }

    private Moments.@Nullable Point search(Moments.Point from, double[] step, int trials) {
        double[] tried = step;
        for (int trial = 0; trial < trials; trial++) {
            Moments.Point point = moments.at(moments.moved(from.x(), tried));
            if (point.merit(from.errors()) < from.merit(from.errors())) {
                return point;
            }
            tried = Vectors.scaled(trial == 0 ? 0.5 : 0.4, tried);
        }
        return null;
    }

    private static void update(DMatrixRMaj jacobian, Moments.Point before, Moments.Point after) {
        int size = jacobian.numRows;
        double[] step = Vectors.minus(after.x(), before.x());
        double squares = Vectors.dot(step, step);
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
