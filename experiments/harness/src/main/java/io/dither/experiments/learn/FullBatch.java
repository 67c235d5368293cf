package io.dither.experiments.learn;

import io.dither.error.Arguments;
import io.dither.layer.Loss;
import io.dither.layer.Target;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.Objective;
import io.dither.losses.QuasiNewton;
import io.dither.perturbed.Batch;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Full-batch training of a linear model by L-BFGS: no learning rate, no order of examples, no randomness of its own.
 *
 * <p>It minimises (sum of the losses + lambda |W|^2 / 2) / n over W and the intercepts b, which are not regularised. A
 * convex loss has one least value, and the start only saves time; any other loss ends in a local minimum near the start.
 * Noise is held fixed: row i always has the key (0, i).
 *
 * @param <T> what the loss learns from
 */
public final class FullBatch<T extends Target> {
    private final Loss<T> loss;
    private final int iterations;
    private final double tolerance;

    /**
     * Chooses the loss and when to stop.
     *
     * @param loss the loss, the same bits for the same arguments
     * @param iterations the most steps of a search, at least 1
     * @param tolerance the norm of the gradient to stop at, above 0
     */
    public FullBatch(Loss<T> loss, int iterations, double tolerance) {
        this.loss = loss;
        this.iterations = Arguments.atLeast("iterations", iterations, 1);
        this.tolerance = Arguments.positive("tolerance", tolerance);
    }

    /**
     * Trains a model in place, from where it is.
     *
     * @param model the model; changed
     * @param features the features, n x d; read only
     * @param targets what was observed, one a row of the features
     * @param lambda the regularisation of the sum of the losses, at least 0
     */
    public void fit(LinearModel model, DMatrixRMaj features, List<T> targets, double lambda) {
        Arguments.atLeast("examples", targets.size(), 1);
        Objective<Point> objective = x -> at(x, features, targets, lambda);
        Point start = objective.at(model.parameters().clone());
        Point last = new QuasiNewton<>(objective, 1)
                .minimise(start, iterations, point -> norm(point.gradient()) <= tolerance);
        System.arraycopy(last.x(), 0, model.parameters(), 0, last.x().length);
    }

    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Point(double[] x, double value, double[] gradient) implements Objective.Point {}

    private Point at(double[] x, DMatrixRMaj features, List<T> targets, double lambda) {
        LinearModel model = new LinearModel(features.numCols, loss.oracle().dimension());
        System.arraycopy(x, 0, model.parameters(), 0, x.length);
        List<ValueAndGradient> results =
                loss.evaluateBatch(Batch.examples(model.forward(features), targets, 0, loss.oracle()));
        double[] gradient = model.gradient(features, Batch.gradients(results));
        double value = Batch.sum(results);
        for (int i = 0; i < model.weights().getNumElements(); i++) {
            value += lambda * x[i] * x[i] / 2;
            gradient[i] += lambda * x[i];
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= targets.size();
        }
        return new Point(x, value / targets.size(), gradient);
    }

    private static double norm(double[] vector) {
        double sum = 0;
        for (double value : vector) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
