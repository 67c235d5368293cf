package io.dither.experiments.learn;

import io.dither.error.Arguments;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.NoiseKey;
import io.dither.layer.Target;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Mini-batch training of a linear model with {@link Adam}: the gradient of a step is the mean over its batch.
 *
 * <p>The order of the examples is a function of (seed, epoch) alone, so a run is reproducible bit for bit if its
 * objective is.
 */
public final class Trainer {
    private final TrainingPlan plan;

    /**
     * Creates a trainer.
     *
     * @param plan how long and how fast
     */
    public Trainer(TrainingPlan plan) {
        this.plan = plan;
    }

    /**
     * Trains a model in place; the noise of an example is keyed by its index.
     *
     * @param model the model; changed
     * @param features the features, n x d; read only
     * @param targets what was observed, one a row of the features
     * @param loss the loss
     * @param <T> what the loss learns from
     */
    public <T extends Target> void train(LinearModel model, DMatrixRMaj features, List<T> targets, Loss<T> loss) {
        Arguments.atLeast("examples", targets.size(), 1);
        Arguments.require(
                features.numRows == targets.size(),
                "features has " + features.numRows + " rows, but there are " + targets.size() + " targets",
                "Maybe one of them was split and the other was not");
        Adam adam = new Adam(model.parameters().length);
        long step = 0;
        for (int epoch = 1; epoch <= plan.epochs(); epoch++) {
            int[] order = Permutation.of(targets.size(), plan.seed(), epoch);
            for (int from = 0; from < order.length; from += plan.batch()) {
                int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + plan.batch()));
                DMatrixRMaj chosen = Examples.rows(features, batch);
                List<ValueAndGradient> results =
                        loss.evaluateBatch(examples(model.forward(chosen), batch, targets, step++, loss.oracle()));
                double[] gradient = model.gradient(chosen, Batch.gradients(results));
                for (int i = 0; i < gradient.length; i++) {
                    gradient[i] /= batch.length;
                }
                adam.step(model.parameters(), gradient, plan.rate(epoch));
            }
        }
    }

    private static <T extends Target> List<Example<T>> examples(
            DMatrixRMaj thetas, int[] batch, List<T> targets, long step, LinearOracle oracle) {
        return IntStream.range(0, batch.length)
                .mapToObj(i -> new Example<>(
                        Batch.row(thetas, i), targets.get(batch[i]), new NoiseKey(step, batch[i]), oracle))
                .toList();
    }
}
