package io.dither.learn.internal.search;

import io.dither.internal.algebra.Bread;
import io.dither.internal.algebra.Vectors;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Ratio;
import io.dither.learn.model.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.jspecify.annotations.Nullable;

/**
 * Errors of Z-estimates by the sandwich J^-1 V J^-T: J the Jacobian of the sum of the equations, V their {@link Meat}. Noise that is
 * simulated apart for each example is part of V. Directions along which no example's equation varies are not identified.
 *
 * @param covariance of the unknowns; nothing if the slopes of the equations could not be measured
 * @param unidentified directions that the examples say nothing about
 * @param degreesOfFreedom of the errors
 * @param basis of the directions that are identified, one a row
 * @param slopes J within the basis; nothing if it could not be measured
 */
public record Inference(
        @Nullable DMatrixRMaj covariance,
        List<double[]> unidentified,
        double degreesOfFreedom,
        DMatrixRMaj basis,
        Jacobian.@Nullable Measured slopes) {
    private static final double NOTHING = 1e-10;
    /** What is below this share of the largest is rounding: features are standardised. */
    static final double ROUNDING = 1e-20;

    private static final double COMPONENT = 1e-3;

    /**
     * Makes the covariance.
     *
     * @param meat V
     * @param jacobian measures J within a basis of directions, each as long as the root of their variance; nothing where it cannot
     * @param modelFactor 0 for the sandwich; otherwise the covariance is this times J^-1
     */
    public static Inference of(
            Meat meat, Function<DMatrixRMaj, Jacobian.@Nullable Measured> jacobian, double modelFactor) {
        DMatrixRMaj spread = meat.spread();
        int size = spread.numRows;
        double largest = 0;
        for (int k = 0; k < size; k++) {
            largest = Math.max(largest, spread.get(k, k));
        }
        double[] unit = new double[size];
        for (int k = 0; k < size; k++) {
            unit[k] = spread.get(k, k) > ROUNDING * largest ? 1 / Math.sqrt(spread.get(k, k)) : 0;
        }
        DMatrixRMaj normal = spread.copy();
        CommonOps_DDRM.multRows(unit, normal);
        CommonOps_DDRM.multCols(normal, unit);
        List<double[]> known = new ArrayList<>();
        List<double[]> nothing = new ArrayList<>();
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
        eigen.decompose(normal);
        for (int e = 0; e < size; e++) {
            double[] vector = eigen.getEigenVector(e).data.clone();
            double variance = eigen.getEigenvalue(e).real;
            boolean informative = variance > NOTHING;
            for (int k = 0; k < size; k++) {
                vector[k] *= (unit[k] == 0 ? 1 : unit[k]) / (informative ? Math.sqrt(variance) : 1);
            }
            (informative ? known : nothing).add(vector);
        }
        DMatrixRMaj covariance = null;
        DMatrixRMaj basis = new DMatrixRMaj(0, size);
        Jacobian.Measured slopes = null;
        if (!known.isEmpty() && meat.groups() > size) {
            basis = new DMatrixRMaj(known.toArray(double[][]::new));
            slopes = jacobian.apply(basis);
            if (slopes != null && modelFactor > 0) {
                Bread bread = Bread.within(slopes.whole().copy(), basis);
                covariance = bread.isSingular() ? null : bread.times(modelFactor);
            } else if (slopes != null) {
                covariance = meat.covariance(slopes, basis);
            }
        }
        double degrees = modelFactor > 0 ? Double.POSITIVE_INFINITY : meat.degreesOfFreedom();
        return new Inference(covariance, nothing, degrees, basis, slopes);
    }

    /**
     * Returns whether the examples say something about a combination of unknowns: judged as the unknowns are and in other units, for a
     * share that is small in one may be all in the other.
     *
     * @param units what the unknowns are multiplied by in the other units
     */
    boolean isIdentified(double[] combination, double[] units) {
        for (double[] direction : unidentified) {
            double share = Math.abs(Vectors.dot(direction, combination));
            double squares = 0;
            double others = 0;
            for (int k = 0; k < units.length; k++) {
                squares += units[k] * units[k] * direction[k] * direction[k];
                others += combination[k] * combination[k] / (units[k] * units[k]);
            }
            double norm = Vectors.norm(direction) * Vectors.norm(combination);
            if (share > COMPONENT * Math.min(norm, Math.sqrt(squares * others))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the covariance of two combinations of unknowns; NaN where it is not known. */
    public double covariance(double[] left, double[] right) {
        double sum = covariance == null ? Double.NaN : 0;
        for (int k = 0; k < left.length && covariance != null; k++) {
            for (int l = 0; l < left.length; l++) {
                sum += left[k] * covariance.get(k, l) * right[l];
            }
        }
        return sum;
    }

    /** Returns an estimate with the standard error of a combination of unknowns, NaN where that is not known. */
    Interval interval(double estimate, double[] combination) {
        double variance = covariance(combination, combination);
        return new Interval(estimate, variance > 0 ? Math.sqrt(variance) : Double.NaN, degreesOfFreedom);
    }

    /**
     * Returns a ratio of two combinations of the unknowns by its own interval, see {@link Ratio}.
     *
     * @param ratio the estimate, with its standard error
     * @param below the lower combination; positive at the estimate
     */
    Weight ratio(Weight ratio, double[] x, double[] above, double[] below) {
        Weight own = new Ratio(
                        Vectors.dot(above, x),
                        Vectors.dot(below, x),
                        covariance(above, above),
                        covariance(above, below),
                        covariance(below, below))
                .weight(
                        ratio.name(),
                        interval(0, below).quantile(),
                        interval(Vectors.dot(above, x), above).pValue());
        return Double.isNaN(own.low()) ? ratio.held(own.status()) : ratio.within(own.low(), own.high(), own.pValue());
    }
}
