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
 * Standard errors of Z-estimates (roots of equations) by the sandwich estimator J^-1 V J^-T: J is the Jacobian of the sum of the equations
 * of all examples, V the variance of this sum, see {@link Meat}. V includes the variance of simulated noise, which is independent for each
 * example. A direction is not identified if its scalar product with the equations is 0 for every example.
 *
 * @param covariance the covariance of the unknowns; null if {@code slopes} is null or singular
 * @param unidentified the directions that the examples do not identify
 * @param degreesOfFreedom the degrees of freedom of the errors
 * @param basis a basis of the identified directions, one per row; without rows if there are none, or if groups are too few for the sandwich
 *     estimator
 * @param slopes J in this basis; null if the basis has no rows, or J could not be measured
 */
public record Inference(
        @Nullable DMatrixRMaj covariance,
        List<double[]> unidentified,
        double degreesOfFreedom,
        DMatrixRMaj basis,
        Jacobian.@Nullable Measured slopes) {
    /** A direction with a smaller variance of the standardised equations is not identified. */
    private static final double LEAST_EIGENVALUE = 1e-10;
    /** A variance below this share of the largest is a rounding error, because features are standardised, so that true variances are similar. */
    static final double ROUNDING = 1e-20;

    /** An unknown is identified if no more than this share of it lies in each direction that is not identified. */
    private static final double MAX_UNIDENTIFIED_SHARE = 1e-3;

    /**
     * Computes the covariance.
     *
     * @param meat V
     * @param jacobian measures J in a basis of directions, along each of which the sum of the equations has variance 1; returns null if J
     *     cannot be measured
     * @param modelFactor 0 for the sandwich estimator; otherwise this factor times J^-1 is the covariance if the model is right
     */
    public static Inference of(
            Meat meat, Function<DMatrixRMaj, Jacobian.@Nullable Measured> jacobian, double modelFactor) {
        DMatrixRMaj spread = meat.spread();
        int size = spread.numRows;
        double largest = 0;
        for (int k = 0; k < size; k++) {
            largest = Math.max(largest, spread.get(k, k));
        }
        double[] factors = new double[size]; // divide each equation by its standard deviation; 0 if that is 0
        for (int k = 0; k < size; k++) {
            factors[k] = spread.get(k, k) > ROUNDING * largest ? 1 / Math.sqrt(spread.get(k, k)) : 0;
        }
        DMatrixRMaj normalised = spread.copy();
        CommonOps_DDRM.multRows(factors, normalised);
        CommonOps_DDRM.multCols(normalised, factors);
        List<double[]> identified = new ArrayList<>();
        List<double[]> unidentified = new ArrayList<>();
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
        eigen.decompose(normalised);
        for (int e = 0; e < size; e++) {
            double[] vector = eigen.getEigenVector(e).data.clone();
            double variance = eigen.getEigenvalue(e).real;
            boolean isIdentified = variance > LEAST_EIGENVALUE;
            for (int k = 0; k < size; k++) {
                vector[k] *= (factors[k] == 0 ? 1 : factors[k]) / (isIdentified ? Math.sqrt(variance) : 1);
            }
            (isIdentified ? identified : unidentified).add(vector);
        }
        DMatrixRMaj covariance = null;
        DMatrixRMaj basis = new DMatrixRMaj(0, size);
        Jacobian.Measured slopes = null;
        // if groups are not more than unknowns, V is singular; errors by the model do not use V
        if (!identified.isEmpty() && (modelFactor > 0 || meat.groups() > size)) {
            basis = new DMatrixRMaj(identified.toArray(double[][]::new));
            slopes = jacobian.apply(basis);
            if (slopes != null && modelFactor > 0) {
                Bread bread = Bread.ofReduced(slopes.whole().copy(), basis);
                covariance = bread.isSingular() ? null : bread.times(modelFactor);
            } else if (slopes != null) {
                covariance = meat.covariance(slopes, basis);
            }
        }
        double degrees = modelFactor > 0 ? Double.POSITIVE_INFINITY : meat.degreesOfFreedom();
        return new Inference(covariance, unidentified, degrees, basis, slopes);
    }

    /**
     * Returns whether the examples identify a linear combination of unknowns: its share in each unidentified direction must be small, both in
     * the units of the unknowns and in other units.
     *
     * @param units the factor that converts each unknown to the other units
     */
    boolean isIdentified(double[] combination, double[] units) {
        for (double[] direction : unidentified) {
            double product = Math.abs(Vectors.dot(direction, combination));
            double directionSquares = 0;
            double combinationSquares = 0;
            for (int k = 0; k < units.length; k++) {
                directionSquares += units[k] * units[k] * direction[k] * direction[k];
                combinationSquares += combination[k] * combination[k] / (units[k] * units[k]);
            }
            double norm = Vectors.norm(direction) * Vectors.norm(combination);
            if (product > MAX_UNIDENTIFIED_SHARE * Math.min(norm, Math.sqrt(directionSquares * combinationSquares))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the covariance of two linear combinations of unknowns; NaN if it is unknown. */
    public double covariance(double[] left, double[] right) {
        double sum = covariance == null ? Double.NaN : 0;
        for (int k = 0; k < left.length && covariance != null; k++) {
            for (int l = 0; l < left.length; l++) {
                sum += left[k] * covariance.get(k, l) * right[l];
            }
        }
        return sum;
    }

    /** Returns an estimate with the standard error of a linear combination of unknowns; the error is NaN if it is unknown. */
    Interval interval(double estimate, double[] combination) {
        double variance = covariance(combination, combination);
        return new Interval(estimate, variance > 0 ? Math.sqrt(variance) : Double.NaN, degreesOfFreedom);
    }

    /**
     * Returns a ratio of two linear combinations of the unknowns with Fieller's interval, see {@link Ratio}.
     *
     * @param ratio the estimate, with its standard error
     * @param x the unknowns
     * @param numerator the coefficients of the unknowns in the numerator
     * @param denominator the coefficients of the unknowns in the denominator, which is positive at x
     */
    Weight ratio(Weight ratio, double[] x, double[] numerator, double[] denominator) {
        Weight fieller = new Ratio(
                        Vectors.dot(numerator, x),
                        Vectors.dot(denominator, x),
                        covariance(numerator, numerator),
                        covariance(numerator, denominator),
                        covariance(denominator, denominator))
                .weight(
                        ratio.name(),
                        interval(0, denominator).quantile(), // depends only on the degrees of freedom
                        interval(Vectors.dot(numerator, x), numerator).pValue());
        return Double.isNaN(fieller.low())
                ? ratio.withoutInterval(fieller.status())
                : ratio.withInterval(fieller.low(), fieller.high(), fieller.pValue());
    }
}
