package io.dither.experiments.learn;

import io.dither.error.Arguments;
import io.dither.losses.Objective;
import io.dither.losses.QuasiNewton;

/**
 * Full-batch training of a linear model by L-BFGS: no learning rate, no order of examples, no randomness of its own.
 *
 * <p>It minimises (sum of the losses + lambda |W|^2 / 2) / n over W and the intercepts b, which are not regularised. A
 * convex loss has one least value, and the start only saves time; any other loss ends in a local minimum near the start.
 * Whatever is random in the loss must be the same in each evaluation: the step is always 0.
 */
public final class FullBatch {
    private final BatchObjective loss;
    private final int iterations;
    private final double tolerance;

    /**
     * Chooses the loss and when to stop.
     *
     * @param loss the loss, the same bits for the same arguments
     * @param iterations the most steps of a search, at least 1
     * @param tolerance the norm of the gradient to stop at, above 0
     */
    public FullBatch(BatchObjective loss, int iterations, double tolerance) {
        this.loss = loss;
        this.iterations = Arguments.atLeast("iterations", iterations, 1);
        this.tolerance = Arguments.positive("tolerance", tolerance);
    }

    /**
     * Trains a model in place, from where it is.
     *
     * @param model the model; changed
     * @param examples what to learn from, n x d and n x k; read only
     * @param lambda the regularisation of the sum of the losses, at least 0
     */
    public void fit(LinearModel model, Examples examples, double lambda) {
        Arguments.atLeast("examples", examples.count(), 1);
        Objective<Point> objective = x -> at(x, examples, lambda);
        Point start = objective.at(model.parameters().clone());
        Point last = new QuasiNewton<>(objective, 1)
                .minimise(start, iterations, point -> norm(point.gradient()) <= tolerance);
        System.arraycopy(last.x(), 0, model.parameters(), 0, last.x().length);
    }

    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Point(double[] x, double value, double[] gradient) implements Objective.Point {}

    private Point at(double[] x, Examples examples, double lambda) {
        LinearModel model = new LinearModel(examples.features().numCols, examples.targets().numCols);
        System.arraycopy(x, 0, model.parameters(), 0, x.length);
        int[] all = new int[examples.count()];
        java.util.Arrays.setAll(all, i -> i);
        BatchGradient batch = loss.evaluate(model.forward(examples.features()), examples.targets(), all, 0);
        double[] gradient = model.gradient(examples.features(), batch.gradients());
        double value = 0;
        for (double one : batch.values()) {
            value += one;
        }
        for (int i = 0; i < model.weights().getNumElements(); i++) {
            value += lambda * x[i] * x[i] / 2;
            gradient[i] += lambda * x[i];
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= examples.count();
        }
        return new Point(x, value / examples.count(), gradient);
    }

    private static double norm(double[] vector) {
        double sum = 0;
        for (double value : vector) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
