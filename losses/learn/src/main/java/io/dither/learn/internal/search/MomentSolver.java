package io.dither.learn.internal.search;

import io.dither.internal.algebra.Vectors;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Finds the root of simulated moments by the method of Levenberg (1944) and Marquardt (1963). With fixed noise a moment is a step function
 * of the unknowns, so the Jacobian comes from differences over steps that change decisions; between two Jacobians it is updated (Broyden
 * 1965). An unknown at a bound stays there if its moment would move it out of the bounds. If no step improves the moments, examples get more
 * samples, which makes the step function finer.
 *
 * @param moments the moments to solve for
 * @param tolerance a share of the standard error of each moment: if no step improves the moments, the search ends if all moments are below
 *     this share, and otherwise takes more samples
 */
public record MomentSolver(Problem moments, double tolerance) {
    /** As many moments as unknowns, with the same noise at all points. */
    public interface Problem {
        /** Evaluates the moments; NaN outside their domain. */
        Point at(double[] x);

        /** Returns, for each unknown, the length of the step that is used to measure the derivative of the moments. */
        double[] differenceSteps(double[] x);

        /** Moves the unknowns by a step, which may be shortened, but not beyond their bounds. */
        double[] moved(double[] from, double[] by);

        /** Increases the number of samples, up to a limit; returns whether it increased. */
        boolean refine();
    }

    /**
     * The moments at one point, and their standard errors.
     *
     * @param x the unknowns
     * @param moments the moments, one per unknown, also of unknowns that stay at a bound
     * @param atBound whether each unknown stays at its bound, because its moment would move it out of the bounds
     * @param errors the standard errors of the moments
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    public record Point(double[] x, double[] moments, boolean[] atBound, double[] errors) {
        /** Returns the moments that must become 0; 0 for an unknown that stays at its bound. */
        public double[] activeMoments() {
            double[] active = moments.clone();
            Arrays.setAll(active, i -> atBound[i] ? 0 : moments[i]);
            return active;
        }

        /**
         * Returns the sum of the squares of moment / error, for the moments of this point and the standard errors of another point. It leaves
         * out moments whose error there is 0, as the step does.
         */
        double merit(double[] errorsThere) {
            double sum = 0;
            double[] active = activeMoments();
            for (int i = 0; i < active.length; i++) {
                double ratio = errorsThere[i] > 0 ? active[i] / errorsThere[i] : 0;
                sum += ratio * ratio;
            }
            return sum;
        }

        /** Returns the largest absolute moment of an unknown that can move, in standard errors of the moment. */
        public double largest() {
            double largest = 0;
            double[] active = activeMoments();
            for (int i = 0; i < active.length; i++) {
                largest = Math.max(largest, Math.abs(active[i]) / Math.max(errors[i], TINY));
            }
            return largest;
        }
    }

    /** The damping at the start, relative to the diagonal of J^T J for the Jacobian J. */
    private static final double FIRST_DAMPING = 1e-3;
    /** The smallest damping. */
    private static final double LEAST_DAMPING = 1e-8;
    /** The factor by which the damping rises after a step that does not improve the moments. */
    private static final double MORE_DAMPING = 8;

    /** The divisor of the damping after a step that improves the moments. */
    private static final double LESS_DAMPING = 5;

    /** After so many failures in a row, the Jacobian is measured again. */
    private static final int MAX_FAILURES = 4;

    /** Avoids a division by 0. */
    private static final double TINY = 1e-300;

    /** Searches with at most {@code maxSteps} steps, until {@code stopsAt} is true for a point; returns the best point. */
    public Point solve(double[] start, int maxSteps, Predicate<Point> stopsAt) {
        Point point = moments.at(start);
        DMatrixRMaj jacobian = jacobian(point);
        boolean isJacobianNew = true;
        double damping = FIRST_DAMPING;
        int failures = 0;
        for (int i = 0; i < maxSteps && !stopsAt.test(point); i++) {
            Point next = moments.at(moments.moved(point.x(), step(jacobian, point, damping)));
            if (next.merit(point.errors()) < point.merit(point.errors())) {
                update(jacobian, point, next);
                point = next;
                damping = Math.max(LEAST_DAMPING, damping / LESS_DAMPING);
                isJacobianNew = false;
                failures = 0;
                continue;
            }
            damping *= MORE_DAMPING;
            failures++;
            if (failures < MAX_FAILURES) {
                continue;
            }
            // if a new Jacobian does not help, only more samples can
            if (isJacobianNew && (point.largest() <= tolerance || !moments.refine())) {
                return point;
            }
            point = moments.at(point.x()); // with more samples, the moments differ
            jacobian = jacobian(point);
            isJacobianNew = true;
            damping = FIRST_DAMPING;
            failures = 0;
        }
        return point;
    }

    /** Returns the Jacobian by central differences, one-sided at the edge of the domain. */
    private DMatrixRMaj jacobian(Point point) {
        double[] x = point.x();
        double[] lengths = moments.differenceSteps(x);
        DMatrixRMaj jacobian = new DMatrixRMaj(x.length, x.length);
        for (int k = 0; k < x.length; k++) {
            double[] step = new double[x.length];
            step[k] = lengths[k];
            Point above = finite(moments.at(moments.moved(x, step)), point);
            step[k] = -lengths[k];
            Point below = finite(moments.at(moments.moved(x, step)), point);
            double width = above.x()[k] - below.x()[k];
            for (int i = 0; i < x.length; i++) {
                jacobian.set(i, k, width == 0 ? 0 : (above.moments()[i] - below.moments()[i]) / width);
            }
        }
        return jacobian;
    }

    /** Returns the moved point if its moments are finite, otherwise the point itself. */
    private static Point finite(Point moved, Point point) {
        return Arrays.stream(moved.moments()).allMatch(Double::isFinite) ? moved : point;
    }

    /** Returns the damped Gauss-Newton step, for moments in standard errors, of the unknowns that do not stay at a bound. */
    private static double[] step(DMatrixRMaj jacobian, Point point, double damping) {
        // a moment has the standard error 0 only if it is 0 for all examples; then it does not move its unknown
        int[] moving = IntStream.range(0, point.x().length)
                .filter(i -> !point.atBound()[i] && point.errors()[i] > 0)
                .toArray();
        int size = moving.length;
        if (size == 0) {
            return new double[point.x().length];
        }
        // least squares: a row per moment, divided by its standard error; then a row per unknown, to damp its step
        DMatrixRMaj scaled = new DMatrixRMaj(2 * size, size);
        DMatrixRMaj target = new DMatrixRMaj(2 * size, 1);
        for (int a = 0; a < size; a++) {
            double error = point.errors()[moving[a]];
            for (int b = 0; b < size; b++) {
                scaled.set(a, b, jacobian.get(moving[a], moving[b]) / error);
            }
            target.set(a, 0, -point.activeMoments()[moving[a]] / error);
        }
        for (int b = 0; b < size; b++) {
            double squares = 0;
            for (int a = 0; a < size; a++) {
                squares += scaled.get(a, b) * scaled.get(a, b);
            }
            scaled.set(size + b, b, Math.sqrt(damping * squares));
        }
        DMatrixRMaj inverse = new DMatrixRMaj(size, 2 * size);
        CommonOps_DDRM.pinv(scaled, inverse);
        double[] solved = CommonOps_DDRM.mult(inverse, target, null).data;
        double[] step = new double[point.x().length];
        for (int b = 0; b < size; b++) {
            step[moving[b]] = solved[b];
        }
        return step;
    }

    /** Changes the Jacobian so that it explains the change of the moments in the last step (Broyden's rank-one update). */
    private static void update(DMatrixRMaj jacobian, Point before, Point after) {
        int size = jacobian.numRows;
        double[] step = Vectors.minus(after.x(), before.x());
        double squares = Vectors.dot(step, step);
        for (int i = 0; i < size && squares > 0; i++) {
            double predicted = Vectors.dot(Arrays.copyOfRange(jacobian.data, i * size, (i + 1) * size), step);
            double residual = after.moments()[i] - before.moments()[i] - predicted;
            for (int k = 0; k < size; k++) {
                jacobian.add(i, k, residual * step[k] / squares);
            }
        }
    }
}
