package io.dither.experiments.learning;

import io.dither.experiments.learn.Examples;
import io.dither.experiments.learn.LeastSquares;
import io.dither.experiments.learn.LinearModel;
import io.dither.learn.model.Observation;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Least squares of true costs on the features of whole examples, with a row of weights and a constant for each coordinate. */
final class RowLeastSquares {
    private RowLeastSquares() {}

    /** Returns raw parameters in the order of a linear model: row after row, each followed by its constant. */
    static double[] fit(List<Observation> observations) {
        int columns = observations.get(0).features().columns();
        int d = observations.get(0).costs().length;
        DMatrixRMaj features = new DMatrixRMaj(observations.size(), columns);
        DMatrixRMaj targets = new DMatrixRMaj(observations.size(), d);
        for (int i = 0; i < observations.size(); i++) {
            for (int k = 0; k < columns; k++) {
                features.set(i, k, observations.get(i).features().get(0, k));
            }
            for (int j = 0; j < d; j++) {
                targets.set(i, j, observations.get(i).costs()[j]);
            }
        }
        LinearModel model = LeastSquares.fit(new Examples(features, targets));
        double[] parameters = new double[d * (columns + 1)];
        for (int j = 0; j < d; j++) {
            for (int k = 0; k < columns; k++) {
                parameters[j * (columns + 1) + k] = model.weights().get(j, k);
            }
            parameters[j * (columns + 1) + columns] = model.parameters()[d * columns + j];
        }
        return parameters;
    }
}
