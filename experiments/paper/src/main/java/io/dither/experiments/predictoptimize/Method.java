package io.dither.experiments.predictoptimize;

import io.dither.experiments.generators.TrueRegret;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.LossFactory;
import io.dither.layer.LossProvider;
import io.dither.learn.Estimator;
import io.dither.learn.Learner;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.plugin.PluginCatalogue;
import io.dither.trees.BoostedModel;
import io.dither.trees.Boosting;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntUnaryOperator;

/**
 * A method of training a cost model.
 *
 * @param id its name on the command line and in JSON
 * @param training its training algorithm
 * @param batch the examples per step of Adam, or 0 for the number of the option {@code --batch}
 * @param solves returns the solves per example and step from the number of samples
 * @param loss the loss, given the training examples and the settings
 */
record Method(
        String id,
        Training training,
        int batch,
        IntUnaryOperator solves,
        BiFunction<List<Observation>, TrainingSettings, LossFactory> loss) {
    /** The training algorithm of a method. */
    enum Training {
        /** All examples together, by L-BFGS: convex losses. */
        FULL_BATCH,
        /** In mini-batches by Adam, with fresh noise in each step. */
        ADAM,
        /** Boosted trees, which replace the weights of the model. */
        TREES
    }

    /** The share of the training examples that are held out to decide when trees stop growing. */
    private static final double VALIDATION = 0.2;

    /** Makes a method of the text of a loss, in which {@code {M}} is the number of samples. */
    static Method ofText(String id, Training training, IntUnaryOperator solves, String text) {
        return new Method(
                id,
                training,
                0,
                solves,
                (train, settings) -> PluginCatalogue.discover()
                        .create(LossProvider.class, text.replace("{M}", String.valueOf(settings.samples()))));
    }

    /**
     * Trains a model.
     *
     * @param model the model; trees grow on its features
     * @param train examples with decisions and costs
     * @param settings the settings of the training
     * @param l2 the penalty of the standardised weights
     * @return the fitted model
     */
    Fitted train(CostModel model, List<Observation> train, TrainingSettings settings, double l2) {
        LossFactory factory = loss.apply(train, settings);
        int batchSize = batch > 0 ? batch : settings.adam().batch();
        FitSettings common = FitSettings.USUAL
                .with("seed", settings.seed())
                .with("threads", settings.threads())
                .with("errors", FitSettings.Errors.NONE);
        Learner learner = Learner.of(model).with(common).l2(l2).loss(factory);
        Estimator estimator = switch (training) {
            case FULL_BATCH -> learner.iterations(settings.iterations());
            case ADAM ->
                learner.miniBatches(
                                settings.epochsOf(train.size(), batchSize),
                                batchSize,
                                settings.adam().rate())
                        .startAt(startAtMeanCosts(model, train));
            case TREES ->
                Boosting.of(BoostedModel.of(model.names().toArray(String[]::new)), common.earlyStopping(VALIDATION))
                        .loss(factory);
        };
        return estimator.fit(factory.targetType(train.get(0).oracle()) == Costs.class ? withCosts(train) : train);
    }

    /** Counts the solves of a fit. */
    long solvesOf(Fitted fitted, int examples, TrainingSettings settings) {
        // a round of trees counts two evaluations: of the training part and of the validation part, together one pass
        // over all examples
        int passes = training == Training.TREES ? fitted.evaluations() / 2 : fitted.evaluations();
        return (long) passes * examples * solves.applyAsInt(settings.samples());
    }

    /**
     * Returns a start at which each constant is the mean of its cost divided by the mean of all absolute costs, because at equal
     * costs many solutions tie. The single constant of a model that all coordinates share starts at 1.
     */
    private static double[] startAtMeanCosts(CostModel model, List<Observation> train) {
        List<String> names = model.names();
        double[] means = TrueRegret.meanCosts(train);
        double scale = scale(train);
        double[] start = new double[names.size()];
        for (int k = 0, constants = 0; k < start.length; k++) {
            if (names.get(k).startsWith("constant")) {
                start[k] = !FeatureModel.of(model).isShared() ? means[constants++] / scale : 1;
            }
        }
        return start;
    }

    /** Returns the examples with costs in place of decisions, divided by the mean of the absolute costs; relative regrets stay the same. */
    private static List<Observation> withCosts(List<Observation> train) {
        double scale = scale(train);
        return train.stream()
                .map(observation -> {
                    double[] costs = Arrays.stream(observation.costs())
                            .map(cost -> cost / scale)
                            .toArray();
                    return Observation.of(
                            observation.id(), observation.features(), observation.oracle(), Costs.of(costs));
                })
                .toList();
    }

    /** Returns the mean of the absolute costs. */
    static double scale(List<Observation> train) {
        double sum = 0;
        long count = 0;
        for (Observation observation : train) {
            for (double cost : observation.costs()) {
                sum += Math.abs(cost);
                count++;
            }
        }
        return sum / count;
    }

    /** Returns the decisions of examples. */
    static List<Decision> decisions(List<Observation> train) {
        return train.stream()
                .map(observation -> (Decision) observation.target())
                .toList();
    }
}
