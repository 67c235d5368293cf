package io.dither.learn.diagnose;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.special.Gamma;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * A chi-square test of whether moments that the fit does not set to 0 differ from 0 by more than chance.
 *
 * <p>A fit by Fenchel-Young or by moments makes E Phi^T (y_eps - y) = 0 whatever the noise, also on held-out examples, so these moments say
 * nothing about the noise. The test takes other moments h, minus the part that estimation explains: h - H J^+ g, with g the fitted moments,
 * and J and H the derivatives of g and h with respect to the estimates (Newey 1985; Neyman's C(alpha)).
 *
 * @param statistic the chi-square statistic
 * @param degrees the degrees of freedom: the number of moments that could be tested, possibly 0
 * @param pValue the probability of a statistic at least this large if the noise is right; NaN without degrees of freedom
 * @param examples the number of examples
 */
public record MomentTest(double statistic, int degrees, double pValue, int examples) {
    private static final double LEAST_EIGENVALUE = 1e-6;

    /**
     * Tests moments.
     *
     * @param fitted g, one row per example
     * @param tested h, one row per example
     * @param fittedSlopes J: the derivative of the mean of g, one column per estimate
     * @param testedSlopes H: the derivative of the mean of h
     * @param clusters the cluster of each example
     * @param copies the number of identical independent examples that each stands for; 1 each if examples share clusters
     */
    static MomentTest of(
            List<double[]> fitted,
            List<double[]> tested,
            DMatrixRMaj fittedSlopes,
            DMatrixRMaj testedSlopes,
            List<String> clusters,
            double[] copies) {
        int size = tested.get(0).length;
        DMatrixRMaj projection = new DMatrixRMaj(size, fittedSlopes.numRows);
        if (fittedSlopes.numCols > 0) {
            DMatrixRMaj inverse = new DMatrixRMaj(fittedSlopes.numCols, fittedSlopes.numRows);
            CommonOps_DDRM.pinv(fittedSlopes, inverse);
            CommonOps_DDRM.mult(testedSlopes, inverse, projection);
        }
        double[] scales = new double[size];
        Map<String, double[]> sums = new HashMap<>();
        for (int i = 0; i < tested.size(); i++) {
            double[] sum = sums.computeIfAbsent(clusters.get(i), missing -> new double[size]);
            for (int q = 0; q < size; q++) {
                double residual = tested.get(i)[q];
                scales[q] += residual * residual / copies[i];
                for (int k = 0; k < projection.numCols; k++) {
                    double explained = projection.get(q, k) * fitted.get(i)[k];
                    scales[q] += explained * explained / copies[i];
                    residual -= explained;
                }
                sum[q] += residual;
            }
        }
        List<double[]> ordered = clusters.stream().distinct().map(sums::get).toList();
        return of(ordered, ordered.size() < copies.length ? ones(ordered.size()) : copies, scales, tested.size());
    }

    private static double[] ones(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static MomentTest of(List<double[]> sums, double[] copies, double[] scales, int examples) {
        int size = scales.length;
        double[] total = new double[size];
        DMatrixRMaj squares = new DMatrixRMaj(size, size);
        for (int g = 0; g < sums.size(); g++) {
            double[] sum = sums.get(g);
            for (int q = 0; q < size; q++) {
                double scaled = scales[q] > 0 ? sum[q] / Math.sqrt(scales[q]) : 0;
                total[q] += scaled;
                for (int p = 0; p < size; p++) {
                    squares.add(q, p, scaled / copies[g] * (scales[p] > 0 ? sum[p] / Math.sqrt(scales[p]) : 0));
                }
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
        eigen.decompose(squares);
        double statistic = 0;
        int degrees = 0;
        for (int e = 0; e < size; e++) {
            double variance = eigen.getEigenvalue(e).real;
            if (variance > LEAST_EIGENVALUE) {
                double component = CommonOps_DDRM.dot(eigen.getEigenVector(e), DMatrixRMaj.wrap(size, 1, total));
                statistic += component * component / variance;
                degrees++;
            }
        }
        return new MomentTest(
                statistic,
                degrees,
                degrees == 0 ? Double.NaN : Gamma.regularizedGammaQ(degrees / 2.0, statistic / 2),
                examples);
    }

    /**
     * {@return whether the noise is rejected at a level of 1 %}
     */
    public boolean isRejected() {
        return pValue < 0.01;
    }
}
