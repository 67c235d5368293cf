package io.dither.learn.diagnose;

import io.dither.error.Arguments;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** Fits linear models by least squares with a singular value decomposition; takes the solution of least norm if there are several. */
public final class LeastSquares {
    private LeastSquares() {}

    /**
     * Fits weights and a constant for each target by ridge regression: minimises half the sum of squared errors plus
     * lambda / 2 times the sum of the squared weights, without the constants.
     *
     * @param features n x d; read only
     * @param targets n x k; read only
     * @param lambda at least 0
     * @return parameters in the order of {@link io.dither.learn.model.LinearModel}: the weights and then the constant
     *     of each target
     */
    public static double[] fit(DMatrixRMaj features, DMatrixRMaj targets, double lambda) {
        Arguments.atLeast("examples", features.numRows, 1);
        Arguments.require(lambda >= 0, "lambda = " + lambda + " is not at least 0", "Maybe use 0");
        int d = features.numCols;
        int k = targets.numCols;
        int penalties = lambda > 0 ? d : 0;
        DMatrixRMaj right = new DMatrixRMaj(features.numRows + penalties, k);
        System.arraycopy(targets.data, 0, right.data, 0, features.numRows * k);
        return byTarget(solve(design(features, penalties, Math.sqrt(lambda)), right));
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

    /** Returns the columns of a solution, one per target, one after another. */
    private static double[] byTarget(DMatrixRMaj solution) {
        return CommonOps_DDRM.transpose(solution, null).data;
    }

    private static DMatrixRMaj solve(DMatrixRMaj left, DMatrixRMaj right) {
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.pseudoInverse(true);
        solver.setA(left);
        DMatrixRMaj solution = new DMatrixRMaj(left.numCols, right.numCols);
        solver.solve(right, solution);
        return solution;
    }

    /**
     * Regresses true costs on the features of examples, with their weights; returns parameters in the order of {@link
     * #fit}.
     */
    static double[] fitRows(List<Observation> observations) {
        double[][] features = new double[observations.size()][];
        double[][] costs = new double[observations.size()][];
        for (int i = 0; i < costs.length; i++) {
            Features x = observations.get(i).features();
            double root = Math.sqrt(observations.get(i).weight()); // a weight multiplies the squared error
            features[i] = new double[x.columns() + 1];
            // the last column belongs to the constant
            Arrays.setAll(features[i], k -> root * (k < x.columns() ? x.get(0, k) : 1));
            costs[i] = Arrays.stream(observations.get(i).costs())
                    .map(cost -> root * cost)
                    .toArray();
        }
        return byTarget(solve(new DMatrixRMaj(features), new DMatrixRMaj(costs)));
    }

    /**
     * Regresses true costs on the features of all coordinates, without a constant; returns weights that coordinates
     * share.
     */
    static double[] fitShared(List<Observation> observations, int featureCount) {
        // read once, because a table makes new Features and a new array of costs whenever an example is read
        List<Observation> examples = observations.stream().toList();
        // by identity of features, which have no equals, and of costs; many examples share a road map
        Map<Features, Map<double[], Double>> weights = new HashMap<>();
        for (Observation example : examples) {
            weights.computeIfAbsent(example.features(), missing -> new IdentityHashMap<>())
                    .merge(example.costs(), example.weight(), Double::sum);
        }
        DMatrixRMaj squares = new DMatrixRMaj(featureCount, featureCount);
        DMatrixRMaj products = new DMatrixRMaj(featureCount, 1);
        // adds each pair of features and costs once, with its total weight, at the first example that has the pair;
        // this order makes the sums reproducible
        for (Observation example : examples) {
            Double weight = weights.getOrDefault(example.features(), Map.of()).remove(example.costs());
            if (weight != null) { // null if an earlier example had the same pair
                add(example, weight, squares, products);
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
        double[] scale = new double[featureCount];
        for (int k = 0; k < featureCount; k++) {
            scale[k] = squares.get(k, k) > 0 ? 1 / Math.sqrt(squares.get(k, k)) : 0;
        }
        for (int k = 0; k < featureCount; k++) {
            products.set(k, 0, products.get(k, 0) * scale[k]);
            for (int l = 0; l < featureCount; l++) {
                squares.set(k, l, squares.get(k, l) * scale[k] * scale[l]);
            }
        }
        double[] weights = solve(squares, products).data;
        for (int k = 0; k < featureCount; k++) {
            weights[k] *= scale[k];
        }
        return weights;
    }
}
