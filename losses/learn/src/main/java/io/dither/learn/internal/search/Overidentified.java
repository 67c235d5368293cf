package io.dither.learn.internal.search;

import io.dither.internal.algebra.Bread;
import io.dither.learn.model.Specification;
import io.dither.learn.model.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Tests a model by further equations, which its fit does not set to 0. The estimates explain a part of these
 * equations; if the model is right, the residuals after subtracting this part add up to 0 up to sampling error (Hansen 1982).
 *
 * @param residuals the residuals of each example; {@link #of} returns them in the basis of the identified directions
 */
public record Overidentified(List<double[]> residuals) {
    /**
     * Subtracts from further equations the part that the estimates explain.
     *
     * @param further the further equations of each example, times its weight; as many as the fitted equations, to have the same basis
     * @param equations the fitted equations of each example, whose sum is 0
     * @param slopes the Jacobian of the further equations, in the basis
     * @param inference has the Jacobian of the fitted equations
     * @return the residuals; null if the Jacobian of the fitted equations is singular
     */
    public static @Nullable Overidentified of(
            List<double[]> further, List<double[]> equations, DMatrixRMaj slopes, Inference inference) {
        DMatrixRMaj basis = inference.basis();
        if (inference.slopes() == null) {
            return null;
        }
        DMatrixRMaj inverse = inference.slopes().whole().copy();
        if (!Bread.invert(inverse)) {
            return null;
        }
        DMatrixRMaj projection = Bread.product(slopes, inverse);
        List<double[]> residuals = new ArrayList<>();
        for (int i = 0; i < further.size(); i++) {
            DMatrixRMaj furtherVector = Bread.product(basis, DMatrixRMaj.wrap(basis.numCols, 1, further.get(i)));
            DMatrixRMaj fittedVector = Bread.product(basis, DMatrixRMaj.wrap(basis.numCols, 1, equations.get(i)));
            residuals.add(CommonOps_DDRM.subtract(furtherVector, Bread.product(projection, fittedVector), null).data);
        }
        return new Overidentified(residuals);
    }

    /**
     * Tests the first {@code count} of the further equations. The equations after these must be 0 for all examples: they only make the
     * further equations as many as the fitted equations.
     *
     * @param count the number of equations to test
     * @param inference has the basis of the residuals
     * @param meat the clusters of the examples
     * @return the test; null if the equations are linearly dependent, the examples do not identify all unknowns, or there are fewer
     *     unknowns than {@code count}
     */
    public @Nullable Specification test(int count, Inference inference, Meat meat) {
        // inverted below: converts residuals from the basis to the unknowns, in whose order the equations are
        DMatrixRMaj toUnknowns = inference.basis().copy();
        if (toUnknowns.numRows != toUnknowns.numCols || count > toUnknowns.numRows || !Bread.invert(toUnknowns)) {
            return null;
        }
        List<double[]> first = residuals.stream()
                .map(residual -> Arrays.copyOf(
                        Bread.product(toUnknowns, DMatrixRMaj.wrap(residual.length, 1, residual)).data, count))
                .toList();
        return new Overidentified(first).test(meat, List.of());
    }

    DMatrixRMaj sum() {
        DMatrixRMaj sum = new DMatrixRMaj(residuals.get(0).length, 1);
        residuals.forEach(residual -> CommonOps_DDRM.addEquals(sum, DMatrixRMaj.wrap(residual.length, 1, residual)));
        return sum;
    }

    /** Tests whether the sum of the residuals is 0; {@code differences} are reported with the test. Returns null if residuals are dependent. */
    @Nullable
    Specification test(Meat meat, List<Weight> differences) {
        DMatrixRMaj sum = sum();
        DMatrixRMaj inverseTimesSum = new DMatrixRMaj(sum.numRows, 1); // the inverse of the variance
        // EJML may return true although the variance is singular
        if (!CommonOps_DDRM.solve(meat.variance(residuals), sum, inverseTimesSum)
                || MatrixFeatures_DDRM.hasUncountable(inverseTimesSum)) {
            return null;
        }
        double statistic = CommonOps_DDRM.dot(sum, inverseTimesSum);
        double p = 1 - new ChiSquaredDistribution(null, sum.numRows).cumulativeProbability(statistic);
        return new Specification(statistic, sum.numRows, p, differences);
    }
}
