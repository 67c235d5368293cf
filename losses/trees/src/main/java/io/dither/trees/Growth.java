package io.dither.trees;

import io.dither.error.Arguments;
import io.dither.layer.LikelihoodFactory;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.internal.evaluate.BlockEvaluator;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Grows a {@link BoostedModel}: each round grows a tree on the gradient and the {@linkplain Curvature curvature} of the loss with respect to the sum of trees
 * of each row, and adds the tree times the learning rate. All rounds use the same noise, so that they minimise the same function. If a tree raises a
 * Fenchel-Young loss, because many coordinates move together, its step is halved until the loss does not rise, and later trees have this step too; if no step
 * helps, growth ends. Other losses may jump, or have gradients of a smoothed loss, so the step of their trees is not changed.
 */
final class Growth {
    /** The largest number of halvings of a step. */
    private static final int HALVINGS = 10;
    /** The least number of rows per thread; with fewer, threads wait for each other. */
    private static final int ROWS_PER_THREAD = 50_000;

    private final Fit fit;
    private final FitSettings settings;
    private final BoostedModel model;
    /** The loss to minimise, or moments, with the noise. */
    private final Criterion criterion;

    private final double epsilon;
    /** All examples, of training and validation. */
    private final List<Observation> observations;

    private final Rows training;
    private final Rows validation;
    private final List<Tree> trees = new ArrayList<>();
    private final List<Fitted.Progress> progress = new ArrayList<>();
    /** The factor of a new tree. */
    private double step;

    private int evaluations;
    /** The least loss on the validation part; NaN without early stopping. */
    private double leastLoss = Double.POSITIVE_INFINITY;

    /** The number of trees at which the validation loss was least; without early stopping, the number of all trees. */
    private int bestCount;

    private String message = "";

    Growth(Fit fit, BoostedModel model, List<Observation> observations) {
        this.fit = fit;
        settings = fit.settings();
        this.model = model.withTrees(List.of());
        // in the order of their keys, so that the given order has no effect: the first example represents all
        this.observations = BlockEvaluator.inOrder(observations);
        criterion = fit.criterionOn(this.observations.get(0).oracle());
        epsilon = criterion.epsilon(fit.epsilon()); // the epsilon that the loss fixes, or else that of the settings
        step = model.settings().learningRate();
        requireSupported();
        training = rowsOfPart(observations, false);
        validation = rowsOfPart(observations, true);
        Arguments.require(
                !training.examples().isEmpty()
                        && (settings.earlyStopping() == 0
                                || !validation.examples().isEmpty()),
                "earlyStopping = " + settings.earlyStopping() + " leaves "
                        + training.examples().size() + " of "
                        + observations.size() + " examples for training and "
                        + validation.examples().size() + " for validation",
                "Maybe choose another share, or no early stopping");
    }

    private Rows rowsOfPart(List<Observation> observations, boolean isForValidation) {
        // epoch 0, mini-batch 0 of 1: all training examples, or all validation examples
        Evaluator.Batch batch = new Evaluator.Batch(0, 0, 1, settings.earlyStopping(), isForValidation);
        boolean isEmpty = isForValidation && settings.earlyStopping() == 0;
        return new Rows(
                observations.stream()
                        .filter(observation -> !isEmpty && batch.contains(observation))
                        .toList(),
                model);
    }

    private void requireSupported() {
        Arguments.require(
                !criterion.isMoments() || !Double.isNaN(settings.epsilon()),
                "epsilon is not learnt with trees",
                "Maybe give a value, such as 0.3");
        Arguments.require(
                !criterion.isMoments() || settings.earlyStopping() == 0,
                "moments have no loss that could stop them early",
                "Maybe choose a loss instead of moments");
    }

    /** Grows the model. */
    Fitted fit() {
        training.requireVariation();
        int threads = Math.min(settings.threads(), 1 + training.count() / ROWS_PER_THREAD);
        int[] monotone = model.features().stream()
                .mapToInt(name -> model.settings().monotone().getOrDefault(name, 0))
                .toArray();
        try (RowGradient rowGradient = new RowGradient(fit, criterion, observations, epsilon);
                TreeGrower.Session grower = TreeGrower.find()
                        .open(
                                training.values(),
                                monotone.length,
                                monotone,
                                model.settings(),
                                settings.seed(),
                                threads)) {
            return grow(rowGradient, grower);
        }
    }

    private Fitted grow(RowGradient rowGradient, TreeGrower.Session grower) {
        RowGradient.Evaluation current = evaluate(rowGradient, training);
        double unit = mean(current.curvature()); // the curvature of an average row, the unit in the settings
        validateAndReport(current, rowGradient);
        List<Double> losses = new ArrayList<>(List.of(current.loss()));
        int rounds = model.settings().rounds();
        // without early stopping, bestCount is the number of trees so far, so patience has no effect
        while (trees.size() < Math.min(rounds, bestCount + model.settings().patience())) {
            Tree tree = grower.grow(inUnits(current.gradient(), unit), inUnits(current.curvature(), unit));
            RowGradient.Evaluation next = tree.isZero() ? null : afterAdding(rowGradient, tree, current);
            if (next == null) {
                break;
            }
            current = next;
            losses.add(current.loss());
            validateAndReport(current, rowGradient);
        }
        boolean isStillFalling = settings.earlyStopping() > 0 && bestCount == rounds;
        if (isStillFalling) {
            message = "the loss on the validation part was still falling after " + rounds
                    + " rounds. Maybe allow more rounds";
        }
        return fitted(losses.get(bestCount), isStillFalling);
    }

    /** Adds a tree with a step that does not raise the loss, and evaluates the model; returns null if each step raises it. */
    private RowGradient.@org.jspecify.annotations.Nullable Evaluation afterAdding(
            RowGradient rowGradient, Tree tree, RowGradient.Evaluation current) {
        double[] sumsBefore = training.copyOfSums();
        for (int halving = 0; halving < HALVINGS; halving++, step /= 2) {
            Tree scaled = tree.scaled(step);
            training.setSums(sumsBefore, scaled);
            RowGradient.Evaluation next = evaluate(rowGradient, training);
            if (!criterion.isFenchelYoung() || next.loss() <= current.loss()) {
                trees.add(scaled);
                validation.add(List.of(scaled));
                return next;
            }
        }
        return null;
    }

    private RowGradient.Evaluation evaluate(RowGradient rowGradient, Rows rows) {
        if (fit.listeners().cancelled().getAsBoolean()) {
            throw new StoppedException("growth was cancelled after " + trees.size() + " trees");
        }
        evaluations++;
        return rowGradient.evaluate(rows);
    }

    /** Evaluates the validation part, updates the best number of trees, and reports the progress. */
    private void validateAndReport(RowGradient.Evaluation current, RowGradient rowGradient) {
        double validationLoss =
                settings.earlyStopping() > 0 ? evaluate(rowGradient, validation).loss() : Double.NaN;
        // the first best number is 0 trees, even if their loss is not finite, so that a best number always exists
        if (settings.earlyStopping() == 0 || validationLoss < leastLoss || trees.isEmpty()) {
            leastLoss = validationLoss;
            bestCount = trees.size();
        }
        Fitted.Progress report =
                new Fitted.Progress(evaluations, current.loss(), Double.NaN, epsilon, current.gap(), validationLoss);
        progress.add(report);
        fit.listeners().progress().accept(report);
    }

    /** Returns the mean, or 1 if it is 0, so that it can be a unit. */
    private static double mean(double[] curvature) {
        double sum = Arrays.stream(curvature).sum();
        return sum > 0 ? sum / curvature.length : 1;
    }

    private static float[] inUnits(double[] values, double unit) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (values[i] / unit);
        }
        return scaled;
    }

    private Fitted fitted(double loss, boolean isStillFalling) {
        return Fitted.of(model.withTrees(trees.subList(0, bestCount)), new double[0], settings, criterion.noise())
                .epsilonWeight(Weight.ofGivenEpsilon(epsilon, criterion.isOfDecisionModel()))
                .status(isStillFalling ? Fitted.Status.STOPPED : Fitted.Status.CONVERGED)
                .message(message)
                .loss(loss)
                .likelihood(criterion.as(LikelihoodFactory.class))
                .examples(training.examples().size() + validation.examples().size())
                .evaluations(evaluations)
                .progress(List.copyOf(progress))
                .build();
    }
}
