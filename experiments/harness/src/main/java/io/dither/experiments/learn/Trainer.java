package io.dither.experiments.learn;

import io.dither.error.Arguments;
import java.util.Arrays;

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
     * Trains a model in place.
     *
     * @param model the model; changed
     * @param examples what to learn from, n x d and n x k; read only
     * @param objective the loss
     * @param listener told after each epoch, on this thread
     */
    public void train(LinearModel model, Examples examples, BatchObjective objective, EpochListener listener) {
        Arguments.atLeast("examples", examples.count(), 1);
        Adam adam = new Adam(model.parameters().length);
        long step = 0;
        for (int epoch = 1; epoch <= plan.epochs(); epoch++) {
            int[] order = Permutation.of(examples.count(), plan.seed(), epoch);
            double sum = 0;
            for (int from = 0; from < order.length; from += plan.batch()) {
                int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + plan.batch()));
                sum += step(model, adam, examples, batch, objective, step++, plan.rate(epoch));
            }
            listener.afterEpoch(epoch, sum / order.length, model);
        }
    }

    private static double step(
            LinearModel model,
            Adam adam,
            Examples examples,
            int[] batch,
            BatchObjective objective,
            long step,
            double rate) {
        Examples chosen = examples.select(batch);
        BatchGradient result = objective.evaluate(model.forward(chosen.features()), chosen.targets(), batch, step);
        double[] gradient = model.gradient(chosen.features(), result.gradients());
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= batch.length;
        }
        adam.step(model.parameters(), gradient, rate);
        double sum = 0;
        for (double value : result.values()) {
            sum += value;
        }
        return sum;
    }
}
