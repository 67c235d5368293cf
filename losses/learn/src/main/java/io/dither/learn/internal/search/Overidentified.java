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
import org.jspecify.annotations.Nullable;

/**
 * Tests further equations that the fit does not set to 0. Minus the part that the estimates explain, these equations are 0 up to sampling
 * error if the model is right (Hansen 1982).
 *
 * @param rests the remaining equations of each example, in the basis of the identified directions
 */
public record Overidentified(List<double[]> rests) {
    /**
     * Subtracts the part that the estimates explain.
     *
     * @param others the further equations of each example, times its weight; as many as the fitted ones
     * @param equations the fitted equations of each example, whose sum is 0
     * @param slopes the slopes of the further equations, in the basis
     * @param inference the slopes of the fitted equations
     * @return null if the slopes of the fitted equations are linearly dependent
     */
    public static @Nullable Overidentified of(
            List<double[]> others, List<double[]> equations, DMatrixRMaj slopes, Inference inference) {
        DMatrixRMaj basis = inference.basis();
        if (inference.slopes() == null) {
            return null;
        }
        DMatrixRMaj inverse = inference.slopes().whole().copy();
        if (!CommonOps_DDRM.invert(inverse)) {
            return null;
        }
        DMatrixRMaj projection = Bread.product(slopes, inverse);
        List<double[]> rests = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            DMatrixRMaj otherEquation = Bread.product(basis, DMatrixRMaj.wrap(basis.numCols, 1, others.get(i)));
            DMatrixRMaj fittedEquation = Bread.product(basis, DMatrixRMaj.wrap(basis.numCols, 1, equations.get(i)));
            rests.add(CommonOps_DDRM.subtract(otherEquation, Bread.product(projection, fittedEquation), null).data);
        }
        return new Overidentified(rests);
    }

    /**
     * Tests the first equations; any others are 0.
     *
     * @param count the number of equations to test
     * @param inference the basis that they are in, which must span all unknowns
     * @param meat the clusters of the examples
     * @return null if the equations are linearly dependent
     */
    public @Nullable Specification test(int count, Inference inference, Meat meat) {
        DMatrixRMaj inverseBasis = inference.basis().copy();
        if (inverseBasis.numRows != inverseBasis.numCols
                || count > inverseBasis.numRows
                || !CommonOps_DDRM.invert(inverseBasis)) {
            return null;
        }
        List<double[]> first = rests.stream()
                .map(rest ->
                        Arrays.copyOf(Bread.product(inverseBasis, DMatrixRMaj.wrap(rest.length, 1, rest)).data, count))
                .toList();
        return new Overidentified(first).test(meat, List.of());
    }

    DMatrixRMaj sum() {
        DMatrixRMaj sum = new DMatrixRMaj(rests.get(0).length, 1);
        rests.forEach(rest -> CommonOps_DDRM.addEquals(sum, DMatrixRMaj.wrap(rest.length, 1, rest)));
        return sum;
    }

    @Nullable
    Specification test(Meat meat, List<Weight> differences) {
        DMatrixRMaj sum = sum();
        DMatrixRMaj weighted = new DMatrixRMaj(sum.numRows, 1);
        if (!CommonOps_DDRM.solve(meat.variance(rests), sum, weighted)) {
            return null;
        }
        double statistic = CommonOps_DDRM.dot(sum, weighted);
        double p = 1 - new ChiSquaredDistribution(null, sum.numRows).cumulativeProbability(statistic);
        return new Specification(statistic, sum.numRows, p, differences);
    }
}
