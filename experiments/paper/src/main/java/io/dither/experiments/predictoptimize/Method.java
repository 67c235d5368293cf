package io.dither.experiments.predictoptimize;

import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.LossFactory;
import io.dither.layer.LossProvider;
import io.dither.learn.CostModel;
import io.dither.learn.Fitted;
import io.dither.learn.Learner;
import io.dither.learn.Observation;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntUnaryOperator;

/**
 * A way to train a cost model.
 *
 * @param id its name on the command line and in JSON
 * @param formula what is minimised, or the text of its loss
 * @param isConvex whether all examples descend together by L-BFGS, and not in mini-batches by Adam
 * @param solves how many solves an example and step takes with so many samples
 * @param loss the loss, given the training examples and the settings
 */
record Method(
        String id,
        String formula,
        boolean isConvex,
        IntUnaryOperator solves,
        BiFunction<List<Observation>, TrainingSettings, LossFactory> loss) {
    /** Makes a method of the text of a loss, in which {@code {M}} is the number of samples. */
    static Method ofText(String id, boolean isConvex, IntUnaryOperator solves, String text) {
        return new Method(id, text, isConvex, solves, (train, settings) -> PluginCatalogue.discover()
                .create(LossProvider.class, text.replace("{M}", String.valueOf(settings.samples()))));
    }

    /**
     * Trains a model.
     *
     * @param model the model
     * @param train examples with decisions and costs
     * @param settings how
     * @param l2 the penalty of the standardised weights
     * @return what was found
     */
    Fitted train(CostModel model, List<Observation> train, TrainingSettings settings, double l2) {
        LossFactory factory = loss.apply(train, settings);
        Learner learner = Learner.of(model)
                .loss(factory)
                .l2(l2)
                .seed(settings.seed())
                .threads(settings.threads())
                .iterations(settings.iterations())
                .withoutIntervals();
        if (!isConvex) {
            learner.miniBatches(settings.epochs(), settings.batch(), settings.rate())
                    .startAt(meanCosts(model, train));
        }
        return learner.fit(learnsFromCosts(factory, train) ? withCosts(train) : train);
    }

    private static boolean learnsFromCosts(LossFactory factory, List<Observation> train) {
        try (var bound = factory.on(train.get(0).oracle(), 0, 1)) {
            return bound.targetType() == Costs.class;
        }
    }

    /** What does not descend as a whole begins where all costs are 1, their mean: at 0 all solutions tie. */
    private static double[] meanCosts(CostModel model, List<Observation> train) {
        return model.names().stream().mapToDouble(name -> name.startsWith("constant") ? 1 : 0).toArray();
    }

    /** Returns the examples with their costs in place of decisions, on a scale of 1: regrets do not change with it. */
    private static List<Observation> withCosts(List<Observation> train) {
        double scale = scale(train);
        return train.stream()
                .map(one -> {
                    double[] costs = one.costs().clone();
                    for (int j = 0; j < costs.length; j++) {
                        costs[j] /= scale;
                    }
                    return Observation.of(one.id(), one.features(), one.oracle(), Costs.of(costs));
                })
                .toList();
    }

    /** The mean of the absolute costs. */
    static double scale(List<Observation> train) {
        double sum = 0;
        long count = 0;
        for (Observation one : train) {
            for (double cost : one.costs()) {
                sum += Math.abs(cost);
                count++;
            }
        }
        return sum / count;
    }

    /** Returns the decisions of examples. */
    static List<Decision> decisions(List<Observation> train) {
        return train.stream().map(one -> (Decision) one.target()).toList();
    }
}
