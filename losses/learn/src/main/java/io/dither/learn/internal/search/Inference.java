package io.dither.learn.internal.search;

import io.dither.internal.algebra.Bread;
import io.dither.internal.algebra.Vectors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Errors of Z-estimates by the sandwich J^-1 V J^-T: J the Jacobian of the sum of the equations, V the sum over clusters of the
 * outer products of their equations (Huber 1967; Liang and Zeger 1986, without a factor for few clusters). Noise that is
 * simulated apart for each example is part of V. Directions along which no example's equation varies are not identified.
 */
record Inference(DMatrixRMaj covariance, List<double[]> unidentified) {
    private static final double NOTHING = 1e-10;
    /** What is below this share of the largest is rounding: features are standardised. */
    private static final double ROUNDING = 1e-20;

    private static final double COMPONENT = 1e-3;

    /** Adds up equations by cluster, and their outer products. */
    static DMatrixRMaj meat(List<double[]> equations, List<String> clusters) {
        int size = equations.get(0).length;
        Map<String, double[]> sums = new HashMap<>();
        for (int i = 0; i < equations.size(); i++) {
            double[] sum = sums.computeIfAbsent(clusters.get(i), any -> new double[size]);
            for (int k = 0; k < size; k++) {
                sum[k] += equations.get(i)[k];
            }
        }
        return meat(clusters.stream().distinct().map(sums::get).toList());
    }

    /** Adds up the outer products of equations. */
    static DMatrixRMaj meat(List<double[]> equations) {
        int size = equations.get(0).length;
        DMatrixRMaj meat = new DMatrixRMaj(size, size);
        for (double[] one : equations) {
            DMatrixRMaj column = DMatrixRMaj.wrap(size, 1, one);
            CommonOps_DDRM.multAddTransB(column, column, meat);
        }
        return meat;
    }

    /**
     * Makes the covariance.
     *
     * @param jacobian J
     * @param meat V
     * @param spread the sum over examples of the outer products of their equations, for what is identified
     * @param modelFactor 0 for the sandwich; otherwise the covariance is this times J^-1
     */
    static Inference of(DMatrixRMaj jacobian, DMatrixRMaj meat, DMatrixRMaj spread, double modelFactor) {
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
            double[] vector = new double[size];
            double[] found = eigen.getEigenVector(e).data;
            boolean informative = eigen.getEigenvalue(e).real > NOTHING;
            for (int k = 0; k < size; k++) {
                vector[k] = found[k] * (unit[k] == 0 ? 1 : unit[k]);
            }
            (informative ? known : nothing).add(vector);
        }
        if (known.isEmpty()) {
            return new Inference(unknown(size), nothing);
        }
        Bread bread = new Bread(jacobian, new DMatrixRMaj(known.toArray(double[][]::new)));
        if (bread.isSingular()) {
            return new Inference(unknown(size), nothing);
        }
        return new Inference(modelFactor > 0 ? bread.times(modelFactor) : bread.around(meat), nothing);
    }

    private static DMatrixRMaj unknown(int size) {
        DMatrixRMaj matrix = new DMatrixRMaj(size, size);
        CommonOps_DDRM.fill(matrix, Double.NaN);
        return matrix;
    }

    /** Returns the standard error of a combination of parameters; NaN where it is not known. */
    double error(double[] combination) {
        for (double[] direction : unidentified) {
            double norm = Math.sqrt(Vectors.dot(direction, direction) * Vectors.dot(combination, combination));
            if (Math.abs(Vectors.dot(direction, combination)) > COMPONENT * norm) {
                return Double.NaN;
            }
        }
        double variance = 0;
        for (int k = 0; k < combination.length; k++) {
            for (int l = 0; l < combination.length; l++) {
                variance += combination[k] * covariance.get(k, l) * combination[l];
            }
        }
        return variance > 0 ? Math.sqrt(variance) : Double.NaN;
    }
}
