package io.dither.learn.diagnose;

import io.dither.error.Arguments;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** Fits linear models by least squares with a singular value decomposition; takes the solution of least norm if there are several. */
public final class LeastSquares {
    private LeastSquares() {}

    /**
     * Fits a row of weights and a constant for each target by ridge regression: minimises half the sum of squared errors plus lambda |W|^2
     * / 2 for the matrix W of the weights, which does not contain the constants.
     *
     * @param features n x d; read only
     * @param targets n x k; read only
     * @param lambda at least 0
     * @return raw parameters in the order of {@link io.dither.learn.model.LinearModel}: row after row, each followed by its constant
     */
    public static double[] fit(DMatrixRMaj features, DMatrixRMaj targets, double lambda) {
        Arguments.atLeast("examples", features.numRows, 1);
        Arguments.require(lambda >= 0, "lambda = " + lambda + " is not at least 0", "Maybe use 0");
        int d = features.numCols;
        int k = targets.numCols;
        int penalties = lambda > 0 ? d : 0;
        DMatrixRMaj right = new DMatrixRMaj(features.numRows + penalties, k);
        System.arraycopy(targets.data, 0, right.data, 0, features.numRows * k);
        DMatrixRMaj solution = solve(design(features, penalties, Math.sqrt(lambda)), right);
        double[] parameters = new double[k * (d + 1)];
        for (int j = 0; j < k; j++) {
            for (int i = 0; i <= d; i++) {
                parameters[j * (d + 1) + i] = solution.get(i, j);
            }
        }
        return parameters;
    }

    /** Returns the features with a column of ones, and below them a row for each penalty, whose target is 0. */
    private static DMatrixRMaj design(DMatrixRMaj features, int penalties, double rootLambda) {
        int n = features.numRows;
        int d = features.numCols;
        DMatrixRMaj design = new DMatrixRMaj(n + penalties, d + 1);
        for (int i = 0; i < n; i++) {
            System.arraycopy(features.data, i * d, design.data, i * (d + 1), d);
            design.set(i, d, 1);
        }
        for (int j = 0; j < penalties; j++) {
            design.set(n + j, j, rootLambda);
        }
        return design;
    }

    private static DMatrixRMaj solve(DMatrixRMaj left, DMatrixRMaj right) {
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.pseudoInverse(true);
        solver.setA(left);
        DMatrixRMaj solution = new DMatrixRMaj(left.numCols, right.numCols);
        solver.solve(right, solution);
        return solution;
    }

    /** Regresses true costs on the features of examples; returns raw parameters in the order of {@link #fit}. */
    static double[] fitRows(List<Observation> observations) {
        double[][] features = new double[observations.size()][];
        double[][] costs = new double[observations.size()][];
        for (int i = 0; i < costs.length; i++) {
            Features x = observations.get(i).features();
            features[i] = new double[x.columns()];
            for (int k = 0; k < x.columns(); k++) {
                features[i][k] = x.get(0, k);
            }
            costs[i] = observations.get(i).costs();
        }
        return fit(new DMatrixRMaj(features), new DMatrixRMaj(costs), 0);
    }

    /** Regresses true costs on the features of all coordinates, without a constant; returns raw weights that coordinates share. */
    static double[] fitShared(List<Observation> observations, int featureCount) {
        // read once per example, because the view of a table returns new objects each time
        List<Features> features =
                observations.stream().map(Observation::features).toList();
        Map<Features, Map<double[], Double>> weights = new HashMap<>(); // by identity: many examples share a road map
        for (int i = 0; i < observations.size(); i++) {
            Observation observation = observations.get(i);
            weights.computeIfAbsent(features.get(i), missing -> new IdentityHashMap<>())
                    .merge(observation.costs(), observation.weight(), Double::sum);
        }
        DMatrixRMaj squares = new DMatrixRMaj(featureCount, featureCount);
        DMatrixRMaj products = new DMatrixRMaj(featureCount, 1);
        // adds each pair of features and costs once, with its total weight, at the first example that has the pair;
        // this order makes the sums reproducible
        for (int i = 0; i < observations.size(); i++) {
            Observation observation = observations.get(i);
            Double weight = weights.getOrDefault(features.get(i), Map.of()).remove(observation.costs());
            if (weight != null) { // null if an earlier example had the same pair
                add(observation, weight, squares, products);
            }
        }
        return solveScaled(squares, products);
    }

    /** Adds X^T X times the weight to {@code squares}, and X^T c times the weight to {@code products}, for features X and costs c without offsets. */
    private static void add(Observation observation, double weight, DMatrixRMaj squares, DMatrixRMaj products) {
        Features features = observation.features();
        for (int j = 0; j < observation.costs().length; j++) {
            double costWithoutOffset = observation.costs()[j] - features.offset(j);
            for (int k = 0; k < products.numRows; k++) {
                double factor = weight * features.get(j, k);
                products.add(k, 0, factor * costWithoutOffset);
                for (int l = 0; l < products.numRows && factor != 0; l++) {
                    squares.add(k, l, factor * features.get(j, l));
                }
            }
        }
    }

    /** Solves the normal equations with features scaled to the same norm, because the solution of least norm depends on their units. */
    private static double[] solveScaled(DMatrixRMaj squares, DMatrixRMaj products) {
        int featureCount = products.numRows;
        double[] unit = new double[featureCount];
        for (int k = 0; k < featureCount; k++) {
            unit[k] = squares.get(k, k) > 0 ? 1 / Math.sqrt(squares.get(k, k)) : 0;
        }
        for (int k = 0; k < featureCount; k++) {
            products.set(k, 0, products.get(k, 0) * unit[k]);
            for (int l = 0; l < featureCount; l++) {
                squares.set(k, l, squares.get(k, l) * unit[k] * unit[l]);
            }
        }
        double[] weights = solve(squares, products).data;
        for (int k = 0; k < featureCount; k++) {
            weights[k] *= unit[k];
        }
        return weights;
    }
}
