package io.dither.experiments.shortestpath;

import io.dither.experiments.generators.CostData;
import io.dither.layer.Costs;
import io.dither.learn.Learner;
import io.dither.learn.evaluate.StepListener;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.losses.CostDistanceLoss;
import io.dither.losses.SpoPlusLoss;
import java.util.List;

/**
 * The training settings of a linear model of the costs.
 *
 * @param loss the training loss
 * @param epsilon the amplitude of the noise of the Fenchel-Young loss
 * @param samples the samples per example and step
 * @param seed the seed of the noise
 * @param threads the number of threads; the result does not depend on it
 * @param adam the settings of Adam
 */
record Training(TrainingLoss loss, double epsilon, int samples, long seed, int threads, Adam adam) {
    /**
     * The settings of Adam.
     *
     * @param epochs the passes over the examples; 0 for L-BFGS on all examples
     * @param batch the examples per step
     * @param rate the learning rate at the start
     */
    record Adam(int epochs, int batch, double rate) {}

    /** Returns the same training on the squared error of the costs by L-BFGS on all examples: least squares. */
    Training leastSquares() {
        return new Training(TrainingLoss.SQUARED, epsilon, samples, seed, threads, new Adam(0, adam.batch, adam.rate));
    }

    /** Trains a model that starts at 0, on examples of optimal paths whose true costs are known. */
    Fitted train(List<Observation> examples, StepListener listener) {
        Learner learner = Learner.of(CostData.model(examples))
                .noise("gaussian")
                .epsilon(epsilon)
                .samples(samples)
                .seed(seed)
                .threads(threads)
                .withoutIntervals()
                .onStep(listener);
        if (adam.epochs > 0) {
            learner.miniBatches(adam.epochs, adam.batch, adam.rate);
        }
        // SPO+ and the squared error draw no noise, so they ignore the seed and the threads
        return switch (loss) {
            case FENCHEL_YOUNG -> learner.fit(examples);
            case SPO_PLUS ->
                learner.loss((oracle, seed, threads) -> new SpoPlusLoss(oracle)).fit(withCosts(examples));
            case SQUARED ->
                learner.loss((oracle, seed, threads) -> new CostDistanceLoss(oracle))
                        .fit(withCosts(examples));
        };
    }

    /** Returns examples whose targets are the costs. */
    private static List<Observation> withCosts(List<Observation> examples) {
        return examples.stream()
                .map(observation -> Observation.of(
                        observation.id(), observation.features(), observation.oracle(), Costs.of(observation.costs())))
                .toList();
    }
}
