package io.dither.experiments.learning;

import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** Least squares of true costs on features over all coordinates of all examples, without a penalty and without a constant. */
final class PooledLeastSquares {
    private final int size;
    private final DMatrixRMaj squares;
    private final DMatrixRMaj products;

    private PooledLeastSquares(int size) {
        this.size = size;
        squares = new DMatrixRMaj(size, size);
        products = new DMatrixRMaj(size, 1);
    }

    /** Returns the raw weights; those of least norm in scaled features where the features do not determine them. */
    static double[] fit(List<Observation> observations, int size) {
        Map<Features, Map<double[], Double>> weights = new HashMap<>(); // both by identity: road maps share them
        PooledLeastSquares sums = new PooledLeastSquares(size);
        for (Observation one : observations) {
            weights.computeIfAbsent(one.features(), any -> new java.util.IdentityHashMap<>())
                    .merge(one.costs(), one.weight(), Double::sum);
        }
        // in the order of the examples, so that sums have the same bits
        for (Observation one : observations) {
            Map<double[], Double> ofFeatures = weights.getOrDefault(one.features(), Map.of());
            Double weight = ofFeatures.remove(one.costs());
            if (weight != null) {
                sums.add(one.features(), one.costs(), weight);
            }
        }
        return sums.solve();
    }

    private void add(Features features, double[] costs, double weight) {
        for (int j = 0; j < costs.length; j++) {
            double rest = costs[j] - features.offset(j);
            for (int k = 0; k < size; k++) {
                double factor = weight * features.get(j, k);
                products.add(k, 0, factor * rest);
                for (int l = 0; l < size && factor != 0; l++) {
                    squares.add(k, l, factor * features.get(j, l));
                }
            }
        }
    }

    private double[] solve() {
        double[] unit = new double[size];
        for (int k = 0; k < size; k++) {
            unit[k] = squares.get(k, k) > 0 ? 1 / Math.sqrt(squares.get(k, k)) : 0;
        }
        DMatrixRMaj normal = new DMatrixRMaj(size, size);
        DMatrixRMaj right = new DMatrixRMaj(size, 1);
        for (int k = 0; k < size; k++) {
            right.set(k, 0, products.get(k, 0) * unit[k]);
            for (int l = 0; l < size; l++) {
                normal.set(k, l, squares.get(k, l) * unit[k] * unit[l]);
            }
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.pseudoInverse(true);
        solver.setA(normal);
        DMatrixRMaj solution = new DMatrixRMaj(size, 1);
        solver.solve(right, solution);
        double[] weights = new double[size];
        for (int k = 0; k < size; k++) {
            weights[k] = solution.get(k, 0) * unit[k];
        }
        return weights;
    }
}
