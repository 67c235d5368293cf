package io.dither.experiments.shortestpath;

import io.dither.experiments.learn.BatchGradient;
import io.dither.experiments.learn.BatchObjective;
import io.dither.oracle.LinearOracle;
import org.ejml.data.DMatrixRMaj;

/** Losses of predicted costs against true costs, the targets. */
final class CostObjectives {
    private CostObjectives() {}

    /** Half the squared error, with the gradient p - c. */
    static BatchObjective squared() {
        return (predicted, costs, indices, step) -> {
            BatchGradient result = empty(predicted);
            for (int i = 0, at = 0; i < predicted.numRows; i++) {
                for (int j = 0; j < predicted.numCols; j++, at++) {
                    double error = predicted.data[at] - costs.data[at];
                    result.gradients().data[at] = error;
                    result.values()[i] += error * error / 2;
                }
            }
            return result;
        };
    }

    /**
     * SPO+ of Elmachtoub and Grigas (2022) for a minimiser: &lt;2 p - c, y(c) - y(2 p - c)&gt;, with the subgradient
     * 2 (y(c) - y(2 p - c)); it lies above the regret &lt;c, y(p) - y(c)&gt;.
     *
     * @param solutions y(c) of all training examples
     */
    static BatchObjective spoPlus(LinearOracle oracle, DMatrixRMaj solutions) {
        return (predicted, costs, indices, step) -> {
            DMatrixRMaj reflected = new DMatrixRMaj(predicted.numRows, predicted.numCols);
            for (int at = 0; at < reflected.data.length; at++) {
                reflected.data[at] = 2 * predicted.data[at] - costs.data[at];
            }
            DMatrixRMaj answers = Regret.solutions(oracle, reflected);
            BatchGradient result = empty(predicted);
            for (int i = 0, at = 0; i < predicted.numRows; i++) {
                int truth = indices[i] * predicted.numCols;
                for (int j = 0; j < predicted.numCols; j++, at++) {
                    double difference = solutions.data[truth + j] - answers.data[at];
                    result.gradients().data[at] = 2 * difference;
                    result.values()[i] += reflected.data[at] * difference;
                }
            }
            return result;
        };
    }

    private static BatchGradient empty(DMatrixRMaj thetas) {
        return new BatchGradient(new double[thetas.numRows], new DMatrixRMaj(thetas.numRows, thetas.numCols));
    }
}
