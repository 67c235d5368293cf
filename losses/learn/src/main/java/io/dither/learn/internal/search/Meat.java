package io.dither.learn.internal.search;

import io.dither.learn.model.FitSettings.Weighting;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The middle of the sandwich: the variance of the sum of the equations, by clusters where examples share them (Huber 1967; Liang and
 * Zeger 1986), times G / (G - 1) for G clusters or examples.
 *
 * @param variance of the sum of the equations
 * @param spread the sum over examples of the outer products of their weighted equations, which says what is identified
 * @param groups how many clusters there are, or examples if each is one
 * @param clustered whether examples share clusters
 */
record Meat(DMatrixRMaj variance, DMatrixRMaj spread, double groups, boolean clustered) {
    private static final int FEW = 20;

    /**
     * Adds up equations.
     *
     * @param equations of each example, times its weight
     * @param clusters of each example
     * @param weights of each example
     * @param weighting what weights are
     * @param simulated the variance of simulated decisions against that of observed ones: 1 / M, which rows alike share; 0 if exact
     */
    static Meat of(
            List<double[]> equations, List<String> clusters, double[] weights, Weighting weighting, double simulated) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (int i = 0; i < equations.size(); i++) {
            double[] one = equations.get(i);
            sums.merge(clusters.get(i), one, Meat::sum);
        }
        boolean clustered = sums.size() < equations.size();
        boolean rows = !clustered && weighting == Weighting.FREQUENCY;
        double groups = rows ? Arrays.stream(weights).sum() : sums.size();
        double[] factors = new double[equations.size()];
        Arrays.setAll(factors, i -> rows && weights[i] > 0 ? (1 / weights[i] + simulated) / (1 + simulated) : 1);
        DMatrixRMaj spread = products(equations, new double[0]);
        DMatrixRMaj variance =
                clustered ? products(List.copyOf(sums.values()), new double[0]) : products(equations, factors);
        CommonOps_DDRM.scale(groups / (groups - 1), variance);
        return new Meat(variance, spread, groups, clustered);
    }

    private static double[] sum(double[] left, double[] right) {
        double[] sum = left.clone();
        Arrays.setAll(sum, k -> left[k] + right[k]);
        return sum;
    }

    /** Adds up outer products, each times its factor, or 1 where there are none. */
    private static DMatrixRMaj products(List<double[]> vectors, double[] factors) {
        int size = vectors.get(0).length;
        DMatrixRMaj sum = new DMatrixRMaj(size, size);
        for (int i = 0; i < vectors.size(); i++) {
            DMatrixRMaj column = DMatrixRMaj.wrap(size, 1, vectors.get(i));
            CommonOps_DDRM.multAddTransB(factors.length == 0 ? 1 : factors[i], column, column, sum);
        }
        return sum;
    }

    double degreesOfFreedom() {
        return groups - 1;
    }

    /** Returns what a person should know of the errors, or nothing. */
    String warning() {
        if (groups >= FEW) {
            return "";
        }
        return "standard errors are over " + (int) groups + (clustered ? " cluster" : " example")
                + (groups == 1 ? "" : "s")
                + (groups > spread.numRows
                        ? ", few: intervals are by Student's t and only nearly right"
                        : ", too few for " + spread.numRows + " unknowns: there are none");
    }
}
