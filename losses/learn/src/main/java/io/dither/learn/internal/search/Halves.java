package io.dither.learn.internal.search;

import static java.util.Objects.requireNonNull;

import io.dither.internal.algebra.Bread;
import io.dither.internal.algebra.Vectors;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Specification;
import io.dither.learn.model.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Splits the examples into two halves by their expected cost or score. The moments of one half, minus the part that comes from the sampling
 * error of the estimates, test whether the same weights fit both halves.
 *
 * @param halfOf the half of each example: 1 for the half with the larger costs or scores, 0 for the other half
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Halves(int[] halfOf) {
    /** Splits by the expected cost or score of each decision; null if so many of these are equal that less than a quarter exceeds the median. */
    static @Nullable Halves of(double[] expected) {
        double[] sorted = expected.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        int[] halfOf = Arrays.stream(expected)
                .mapToInt(value -> value > median ? 1 : 0)
                .toArray();
        return Arrays.stream(halfOf).sum() < sorted.length / 4 ? null : new Halves(halfOf);
    }

    /** Returns the sum of the equations of all examples, followed by the sums over each half. */
    double[] sumAndParts(List<double[]> equations) {
        return Meat.sumAndParts(equations, halfOf, 2);
    }

    /**
     * Tests whether the same weights fit both halves.
     *
     * @param equations the equations of each example, times its weight, see {@link Meat}
     * @param meat has the clusters of the examples
     * @param inference has the Jacobians of the sums of the equations: over all examples and over each half
     * @param names the names of the unknowns
     * @param units the factor that converts each unknown to a raw weight
     * @return null if a half does not identify all directions that the examples together identify, or if the tested sum has a singular variance
     */
    @Nullable
    Specification test(List<double[]> equations, Meat meat, Inference inference, List<String> names, double[] units) {
        Jacobian.Measured jacobians = requireNonNull(inference.slopes());
        DMatrixRMaj basis = inference.basis();
        // the Jacobian of the half with smaller and with larger costs or scores, each inverted below
        DMatrixRMaj ofSmaller = jacobians.parts().get(0).copy();
        DMatrixRMaj ofLarger = jacobians.parts().get(1).copy();
        List<double[]> equationsOfLarger = new ArrayList<>();
        for (int i = 0; i < halfOf.length; i++) {
            equationsOfLarger.add(Vectors.scaled(halfOf[i], equations.get(i)));
        }
        // the equations over the half with larger costs are further equations, whose sum the fit does not set to 0
        Overidentified further = Overidentified.of(equationsOfLarger, equations, ofLarger, inference);
        if (further == null || !Bread.invert(ofSmaller) || !Bread.invert(ofLarger)) {
            return null;
        }
        // a Newton step from the common root to the root of a half is minus the inverse Jacobian of the half times the
        // sum over the half; the sums over the halves are opposite, so that the difference of both steps has the sum of
        // both inverses
        DMatrixRMaj steps = CommonOps_DDRM.multTransA(basis, CommonOps_DDRM.add(ofSmaller, ofLarger, null), null);
        DMatrixRMaj difference = Bread.product(steps, further.sum());
        DMatrixRMaj errors =
                CommonOps_DDRM.multTransB(Bread.product(steps, meat.variance(further.residuals())), steps, null);
        List<Weight> differences = new ArrayList<>();
        for (int k = 0; k < units.length; k++) {
            double error = Math.abs(units[k]) * Math.sqrt(errors.get(k, k));
            // minus, because a Newton step is minus the inverse Jacobian times the sum
            Interval interval = new Interval(-units[k] * difference.get(k), error, meat.degreesOfFreedom());
            differences.add(Weight.of(names.get(k), interval));
        }
        return further.test(meat, differences);
    }
}
