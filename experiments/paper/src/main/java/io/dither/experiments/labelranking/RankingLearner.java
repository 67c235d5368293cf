package io.dither.experiments.labelranking;

import io.dither.exact.ExactOptimizer;
import io.dither.experiments.learn.Examples;
import io.dither.layer.Decision;
import io.dither.learn.Learner;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Standardisable;
import io.dither.losses.FenchelYoungLoss;
import io.dither.losses.SolutionLoss;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.perturbed.Batch;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.surrogate.BlackBoxInterpolation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Fits models of rankings by the library's {@link Learner}.
 *
 * @param labels the number of ranked labels
 * @param startsWarm whether each fit starts at the parameters of the previous fit
 * @param setup chooses the loss and the training for a value of the tuned parameter
 */
record RankingLearner(int labels, boolean startsWarm, Setup setup) implements GridLearner {
    /** The tolerance of a convex search. It adds about 0.01 % to the variance of the weights; see {@link Learner#tolerance}. */
    private static final double TOLERANCE = 0.01;

    /** The step of the black-box interpolation. */
    private static final double LAMBDA = 1;

    /** The number of examples per stochastic step. */
    private static final int BATCH = 32;
    /** The largest number of epochs, which are passes of stochastic steps over the examples. */
    private static final int MOST_EPOCHS = 100;
    /** The number of stochastic steps of a fit, unless that takes more than MOST_EPOCHS epochs. */
    private static final int STEPS = 3000;

    /** Sets the loss and the training of a learner, for a number of examples and a value of the tuned parameter. */
    @FunctionalInterface
    interface Setup {
        Learner applyTo(Learner learner, int examples, double value);
    }

    /**
     * Uses the Fenchel-Young loss with this number of samples per example, or with exact mean ranks if the number is 0. The tuned
     * parameter is the penalty, which is added to the sum of losses.
     */
    static RankingLearner fenchelYoung(int labels, Noise noise, int samples, long seed) {
        return penalised(
                labels,
                // the loss of a learner is Fenchel-Young by default, and uses exact mean ranks if it can
                learner -> samples == 0
                        ? learner.noise(noise)
                        : learner.seed(seed)
                                // key: the seed that the learner gives to its loss
                                .loss((oracle, key, threads) -> new FenchelYoungLoss(PerturbedOptimizer.builder(oracle)
                                        .noise(noise)
                                        .samples(samples)
                                        .seed(key)
                                        .build())));
    }

    /** Uses half the squared distance between exact mean ranks and observed ranks; tuned as {@link #fenchelYoung}. */
    static RankingLearner squared(int labels, Noise noise) {
        return penalised(
                labels,
                learner -> learner.loss(
                        (oracle, key, threads) -> SolutionLoss.squared(ExactOptimizer.of(oracle, noise, 1))));
    }

    private static RankingLearner penalised(int labels, UnaryOperator<Learner> loss) {
        return new RankingLearner(
                labels,
                true, // starts warm
                (learner, examples, lambda) ->
                        loss.apply(learner).l2(lambda / examples).tolerance(TOLERANCE));
    }

    /**
     * Uses half the squared distance between ranks without noise and observed ranks, with the gradient of black-box interpolation. This
     * loss is piecewise constant, so that only stochastic steps make progress. The tuned parameter is their learning rate.
     */
    static RankingLearner blackBox(int labels, long seed) {
        return new RankingLearner(
                labels,
                false, // does not start warm
                (learner, examples, rate) -> learner.seed(seed)
                        .loss((oracle, key, threads) -> SolutionLoss.squared(new BlackBoxInterpolation(oracle, LAMBDA)))
                        .miniBatches(epochs(examples), BATCH, rate));
    }

    /** Returns the smallest number of epochs that make at least STEPS steps, but at most MOST_EPOCHS. */
    static int epochs(int examples) {
        int stepsPerEpoch = (examples + BATCH - 1) / BATCH;
        return Math.min(MOST_EPOCHS, (STEPS + stepsPerEpoch - 1) / stepsPerEpoch);
    }

    @Override
    public List<Ranker> fit(Examples train, double[] values) {
        List<Observation> observations = observations(train);
        LinearModel model = Ranker.linearModel(train.features().numCols, labels);
        List<Ranker> models = new ArrayList<>();
        double[] previousParameters = {};
        for (double value : values) {
            Learner learner = Learner.of(model).withoutIntervals();
            if (startsWarm && previousParameters.length > 0) {
                learner.startAt(previousParameters);
            }
            Fitted fitted = setup.applyTo(learner, train.count(), value).fit(observations);
            // the learner standardises features: back to the units of train, as startAt and Ranker expect
            previousParameters = Standardisable.of(fitted.model()).raw(fitted.parameters());
            models.add(new Ranker(model, previousParameters));
        }
        return models;
    }

    private List<Observation> observations(Examples train) {
        LinearOracle ranking = Oracles.ranking(labels);
        List<Decision> decisions = train.decisions();
        return IntStream.range(0, train.count())
                .mapToObj(i -> Observation.of(
                        String.valueOf(i),
                        Features.of(Batch.row(train.features(), i), train.features().numCols),
                        ranking,
                        decisions.get(i)))
                .toList();
    }
}
