package io.dither.learn.internal.search;

import io.dither.internal.algebra.Vectors;
import io.dither.learn.evaluate.Sums;
import io.dither.optim.LimitedMemory;
import io.dither.optim.Objective;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.jspecify.annotations.Nullable;

/**
 * Minimises in a box by limited-memory BFGS, optionally with a penalty on absolute values (orthant-wise, Andrew and Gao 2007), or by Newton's
 * method if the Hessian is known and not nearly singular. A coordinate at a bound stays there if a step down its slope would leave the box; the
 * other coordinates move along the search direction and are projected into the box.
 */
public final class Descent {
    /**
     * The smooth part of the objective at a point: its value (NaN if it has none), its gradient, its Hessian if that is known, and the sums
     * from which they were computed.
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Point(
            double[] x,
            double value,
            double[] gradient,
            @Nullable DMatrixRMaj hessian,
            Sums sums) implements Objective.Point {}

    /** The first Wolfe condition: a step must lower the value by at least this share of what the slope predicts. */
    private static final double DECREASE = 1e-4;

    /** The second Wolfe condition: along a step, the value must fall at the end at most this share as steeply as at the start. */
    private static final double CURVATURE = 0.9;

    /**
     * If the Hessian is known, differences below this share of the value are rounding errors: then the slope decides whether a step is accepted.
     */
    private static final double ROUNDING = 1e-13;
    /** A Hessian is nearly singular if the coordinates before a coordinate explain all but this share of the curvature along it. */
    private static final double SINGULAR = 1e-8;
    /** The largest length of the first trial without remembered steps, in standardised units, because nothing is known of the curvature yet. */
    private static final double LONGEST_FIRST_STEP = 0.5;
    /** A step is not remembered if its cosine with the change of the gradient is smaller: it may come from rounding. */
    private static final double MIN_COSINE = 1e-12;

    private final Objective<Point> smooth;
    private final Bounds bounds;
    private final double[] l1Weights;
    private final int trials;
    private final LimitedMemory memory;

    /**
     * {@code l1Weights} has the weight of each |x_k|, 0 for none; {@code trials} is the largest number of trials of a line search; for {@code
     * scales} see {@link LimitedMemory}.
     */
    Descent(Objective<Point> smooth, Bounds bounds, double[] l1Weights, int trials, double[] scales) {
        this.smooth = smooth;
        this.bounds = bounds;
        this.l1Weights = l1Weights;
        this.trials = trials;
        memory = new LimitedMemory(MIN_COSINE, scales);
    }

    /** Descends until {@code enough} accepts a point, no step finds a lower point, or after {@code mostSteps}; returns the last point. */
    Point minimise(double[] start, int mostSteps, Predicate<Point> enough) {
        return memory.minimise(at(start), mostSteps, enough, this::nextPoint);
    }

    /** Projects x into the box and evaluates there. */
    Point at(double[] x) {
        return smooth.at(bounds.clamp(x));
    }

    /** Returns the value with the penalty. */
    double value(Point point) {
        double value = point.value();
        for (int k = 0; k < l1Weights.length; k++) {
            value += l1Weights[k] * Math.abs(point.x()[k]);
        }
        return value;
    }

    /** Returns the pseudo-gradient, with the penalty on absolute values; 0 for a coordinate that stays at its bound. */
    double[] slope(Point point) {
        double[] slope = point.gradient().clone();
        for (int k = 0; k < slope.length; k++) {
            double x = point.x()[k];
            if (x != 0) {
                slope[k] += Math.signum(x) * l1Weights[k];
            } else {
                slope[k] = Math.signum(slope[k]) * Math.max(0, Math.abs(slope[k]) - l1Weights[k]);
            }
            boolean staysAtBound = bounds.isFixed(k)
                    || (x <= bounds.low()[k] && slope[k] > 0)
                    || (x >= bounds.high()[k] && slope[k] < 0);
            slope[k] = staysAtBound ? 0 : slope[k];
        }
        return slope;
    }

    /** Returns the direction of L-BFGS; the steepest descent if the value does not fall along that direction. */
    private double[] direction(double[] slope) {
        double[] q = memory.inverseHessianTimes(slope);
        for (int k = 0; k < q.length; k++) {
            // a penalised coordinate moves only down its own slope, because its slope jumps where its sign changes
            boolean hasWrongSign = l1Weights[k] > 0 && q[k] * slope[k] < 0;
            q[k] = slope[k] == 0 || hasWrongSign ? 0 : -q[k];
        }
        return Vectors.dot(q, slope) < 0 ? q : Vectors.scaled(-1, slope);
    }

    /** Takes a Newton step or, if that fails, a step of L-BFGS; returns null if both fail. */
    private @Nullable Point nextPoint(Point from) {
        double[] slope = slope(from);
        double[] newton = newton(from, slope);
        Point next = newton.length == 0 ? null : lineSearch(from, slope, newton, 1);
        if (next == null) {
            double[] direction = direction(slope);
            double firstLength = Math.min(1, LONGEST_FIRST_STEP / Vectors.norm(direction));
            next = lineSearch(from, slope, direction, memory.isEmpty() ? firstLength : 1);
        }
        return next;
    }

    /** Returns the Newton step of the coordinates whose slope is not 0; empty if there are none, or the Hessian is unknown or nearly singular. */
    private static double[] newton(Point from, double[] slope) {
        int[] free = IntStream.range(0, slope.length).filter(k -> slope[k] != 0).toArray();
        DMatrixRMaj hessian = from.hessian();
        if (hessian == null || free.length == 0) {
            return new double[0];
        }
        // scales the coordinates, so that the Hessian has a diagonal of 1
        double[] scales = Arrays.stream(free)
                .mapToDouble(k -> 1 / Math.sqrt(hessian.get(k, k)))
                .toArray();
        DMatrixRMaj scaled = CommonOps_DDRM.extract(hessian, free, free.length, free, free.length, null);
        CommonOps_DDRM.multRows(scales, scaled);
        CommonOps_DDRM.multCols(scaled, scales);
        CholeskyDecomposition_F64<DMatrixRMaj> factors = DecompositionFactory_DDRM.chol(free.length, true);
        if (!factors.decompose(scaled)) {
            return new double[0];
        }
        DMatrixRMaj lower = factors.getT(null);
        double[] step = FitErrors.restricted(slope, free);
        for (int k = 0; k < free.length; k++) {
            if (!(lower.get(k, k) * lower.get(k, k) > SINGULAR)) {
                return new double[0];
            }
            step[k] *= -scales[k];
        }
        TriangularSolver_DDRM.solveL(lower.data, step, free.length);
        TriangularSolver_DDRM.solveTranL(lower.data, step, free.length);
        double[] newton = new double[slope.length];
        for (int k = 0; k < free.length; k++) {
            newton[free[k]] = step[k] * scales[k];
        }
        return newton;
    }

    /**
     * Returns whether a step decreases the value enough or, if the values differ only by rounding, more than halves the slope.
     *
     * @param predicted the change of the value that the slope predicts, below 0
     */
    private boolean isLowEnough(Point point, Point from, double[] slope, double predicted) {
        double rise = value(point) - value(from);
        boolean isRounding = from.hessian() != null && Math.abs(rise) <= ROUNDING * Math.abs(value(from));
        return rise <= DECREASE * predicted || (isRounding && Vectors.norm(slope(point)) < Vectors.norm(slope) / 2);
    }

    /**
     * Returns a point along the direction that meets the Wolfe conditions; or the first low enough point after a trial that was too long; or the
     * best of the trials. Null if no trial is low enough.
     */
    private @Nullable Point lineSearch(Point from, double[] slope, double[] direction, double firstLength) {
        double directionalDerivative = Vectors.dot(slope, direction);
        if (!(directionalDerivative < 0)) {
            return null;
        }
        double length = firstLength;
        // if the first step lowers the value enough, steps become longer until the slope is small or a step is not
        // better; otherwise steps are halved until a step lowers the value enough
        boolean wasTooLong = false;
        Point best = null;
        for (int trial = 0; trial < trials; trial++) {
            Point point = smooth.at(moved(from, slope, direction, length));
            double predicted = Vectors.dot(slope, Vectors.minus(point.x(), from.x()));
            // a step that does not move is refused: its rise and its predicted change are both 0
            if (!isLowEnough(point, from, slope, predicted) || Arrays.equals(point.x(), from.x())) {
                if (best != null) {
                    return best;
                }
                wasTooLong = true;
            } else {
                boolean isBetter = best == null || value(point) <= value(best);
                best = isBetter ? point : best;
                // after a step that was too long, the first lower point ends the search
                if (!isBetter
                        || Vectors.dot(slope(point), direction) >= CURVATURE * directionalDerivative
                        || wasTooLong) {
                    return best;
                }
            }
            int growth = memory.isEmpty() ? 4 : 2; // the first step may be far too short
            length = wasTooLong ? length / 2 : growth * length;
        }
        return best;
    }

    /** Returns the point at the end of a step inside the box, whose penalised coordinates end at 0 instead of changing their sign. */
    private double[] moved(Point from, double[] slope, double[] direction, double length) {
        double[] x = from.x().clone();
        for (int k = 0; k < x.length; k++) {
            double next = bounds.clamp(k, x[k] + length * direction[k]);
            double orthantSign = x[k] != 0 ? Math.signum(x[k]) : -Math.signum(slope[k]);
            x[k] = l1Weights[k] > 0 && next * orthantSign < 0 ? 0 : next;
        }
        return x;
    }
}
