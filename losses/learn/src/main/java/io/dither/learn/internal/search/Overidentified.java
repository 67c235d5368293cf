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
 * More equations than unknowns: what a fit leaves of those that it does not make 0, beyond what the estimates explain, is 0 up to its
 * errors if the model is right (Hansen 1982).
 *
 * @param rests of each example, within the basis of what is identified
 */
public record Overidentified(List<double[]> rests) {
    /**
     * Takes away what the estimates explain.
     *
     * @param more the other equations of each example, times its weight; as long as the first
     * @param equations those that are 0 together
     * @param slopes of the others, within the basis
     * @param inference the slopes of those that are 0 together
     * @return nothing if these hang together
     */
    public static @Nullable Overidentified of(
            List<double[]> more, List<double[]> equations, DMatrixRMaj slopes, Inference inference) {
        DMatrixRMaj basis = inference.basis();
        if (inference.slopes() == null) {
            return null;
        }
        DMatrixRMaj inverse = inference.slopes().whole().copy();
        if (!CommonOps_DDRM.invert(inverse)) {
            return null;
        }
        DMatrixRMaj follows = Bread.product(slopes, inverse);
        List<double[]> rests = new ArrayList<>();
        for (int i = 0; i < more.size(); i++) {
            DMatrixRMaj own = Bread.product(basis, DMatrixRMaj.wrap(basis.numCols, 1, more.get(i)));
            DMatrixRMaj made = Bread.product(basis, DMatrixRMaj.wrap(basis.numCols, 1, equations.get(i)));
            rests.add(CommonOps_DDRM.subtract(own, Bread.product(follows, made), null).data);
        }
        return new Overidentified(rests);
    }

    /**
     * Tests the first of the equations, where the others are not there.
     *
     * @param count how many there are
     * @param inference whose basis they are in, which must be of all unknowns
     * @param meat which examples share clusters
     * @return nothing if they hang together
     */
    public @Nullable Specification test(int count, Inference inference, Meat meat) {
        DMatrixRMaj back = inference.basis().copy();
        if (back.numRows != back.numCols || count > back.numRows || !CommonOps_DDRM.invert(back)) {
            return null;
        }
        List<double[]> first = rests.stream()
                .map(one -> Arrays.copyOf(Bread.product(back, DMatrixRMaj.wrap(one.length, 1, one)).data, count))
                .toList();
        return new Overidentified(first).test(meat, List.of());
    }

    DMatrixRMaj sum() {
        DMatrixRMaj sum = new DMatrixRMaj(rests.get(0).length, 1);
        rests.forEach(one -> CommonOps_DDRM.addEquals(sum, DMatrixRMaj.wrap(one.length, 1, one)));
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
