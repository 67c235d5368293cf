package io.dither.trees;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Contribution;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.Example;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pullback;
import io.dither.layer.Target;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.internal.evaluate.Workers;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Evaluates a loss with its gradient and curvature in the sums of trees per row: d L / d sum_j is the sum of w (d L / d
 * theta_j) link'(offset_j + sum_j) over all examples with the row, where w is the weight of the example. Examples are
 * added in the order of their keys, so that any number of threads gives the same bits. The noise depends only on the
 * example, so it is the same in all evaluations.
 */
final class RowGradient implements AutoCloseable {
    /** The smallest number of examples in a block. */
    private static final int LEAST_IN_BLOCK = 8;

    /** The largest number of examples in a block. */
    private static final int MOST_IN_BLOCK = 256;

    /** The approximate number of blocks, if these limits allow it. */
    private static final int BLOCKS = 32;

    /**
     * An evaluation: the mean loss (NaN for moments), its gap (how much it may be too low), the loss of each example,
     * and the gradient and curvature of each row.
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Evaluation(double loss, double gap, double[] losses, double[] gradient, double[] curvature) {}

    /** The pullback of a model whose parameters are theta itself: contributions then have gradients in theta. */
    private record Identity(int size) implements Pullback {
        @Override
        public void add(int coordinate, double factor, double[] sum) {
            sum[coordinate] += factor;
        }
    }

    /** The sums over consecutive examples with the same features, for their rows from {@code first} on. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Part(int first, double[] gradient, double[] curvature) {}

    /** The sums over a block of consecutive examples, and the loss and the gap of each example. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Block(List<Part> parts, double[] losses, double[] gaps) {}

    private final EstimatingEquation<Target> equation;
    private final boolean usesOracle;
    private final Curvature curvature;
    private final Workers workers;

    @SuppressWarnings("unchecked") // learningFrom fails if the targets have another type
    RowGradient(Fit fit, Criterion criterion, List<Observation> observations, double epsilon) {
        FitSettings settings = fit.settings();
        Observation first = observations.get(0);
        criterion.requireSameLengths(observations);
        boolean isExact = criterion.isExact(observations);
        EstimatingEquation<?> untyped = criterion.on(first, isExact, epsilon, settings.samples(), settings.seed());
        untyped.learningFrom(first.target().getClass());
        usesOracle = untyped.usesOracle();
        equation = (EstimatingEquation<Target>) untyped;
        curvature = new Curvature(criterion, equation, observations, epsilon, settings.samples());
        workers = new Workers(settings.threads(), fit.listeners().cancelled());
    }

    Evaluation evaluate(Rows rows) {
        int n = rows.examples().size();
        int blockSize = Math.max(LEAST_IN_BLOCK, Math.min(MOST_IN_BLOCK, n / BLOCKS));
        List<Block> blocks = workers.runAll((n + blockSize - 1) / blockSize, index -> {
            int from = index * blockSize;
            return block(rows, from, Math.min(n, from + blockSize));
        });
        double[] gradient = new double[rows.count()];
        double[] curvatures = new double[rows.count()];
        double[] losses = new double[n];
        double weightSum = 0;
        double lossSum = 0;
        double gapSum = 0;
        int i = 0;
        for (Block block : blocks) {
            for (Part part : block.parts()) {
                add(part.gradient(), gradient, part.first());
                add(part.curvature(), curvatures, part.first());
            }
            for (int k = 0; k < block.losses().length; k++, i++) {
                double exampleWeight = rows.examples().get(i).weight();
                losses[i] = block.losses()[k];
                weightSum += exampleWeight;
                lossSum += exampleWeight * losses[i];
                gapSum += exampleWeight * block.gaps()[k];
            }
        }
        return new Evaluation(lossSum / weightSum, gapSum / weightSum, losses, gradient, curvatures);
    }

    private static void add(double[] part, double[] sum, int first) {
        for (int j = 0; j < part.length; j++) {
            sum[first + j] += part[j];
        }
    }

    private Block block(Rows rows, int from, int to) {
        List<Example<Target>> examples = new ArrayList<>(to - from);
        List<Identity> pullbacks = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            Observation observation = rows.examples().get(i);
            double[] theta = rows.theta(i);
            requireInside(observation, theta);
            // step 0 in every evaluation, so that all have the same noise
            examples.add(new Example<>(
                    theta, observation.target(), new NoiseKey(0, observation.key()), observation.oracle()));
            pullbacks.add(new Identity(theta.length));
        }
        List<Contribution> contributions = equation.contributions(examples, pullbacks);
        List<Part> parts = new ArrayList<>();
        double[] losses = new double[to - from];
        double[] gaps = new double[to - from];
        for (int i = from; i < to; i++) {
            Contribution contribution = contributions.get(i - from);
            losses[i - from] = contribution.value();
            gaps[i - from] = contribution.gap();
            boolean sharesRows = !parts.isEmpty() && parts.get(parts.size() - 1).first() == rows.firstRow(i);
            if (!sharesRows) {
                int size = rows.theta(i).length;
                parts.add(new Part(rows.firstRow(i), new double[size], new double[size]));
            }
            addToPart(rows, i, contribution.gradient(), parts.get(parts.size() - 1));
        }
        return new Block(parts, losses, gaps);
    }

    /**
     * Multiplies the gradient of an example in theta by its weight and the slope of the link, and adds the result to a
     * part.
     */
    private void addToPart(Rows rows, int example, double[] gradient, Part part) {
        Observation observation = rows.examples().get(example);
        int first = rows.firstRow(example);
        for (int j = 0; j < gradient.length; j++) {
            if (gradient[j] != 0) { // often 0; this saves the slope, an exponential
                part.gradient()[j] += observation.weight() * rows.slope(first + j) * gradient[j];
            }
        }
        curvature.add(observation, rows.theta(example), gradient, rows, first, part.curvature());
    }

    private void requireInside(Observation observation, double[] theta) {
        int outside = usesOracle ? observation.oracle().domain().firstOutside(theta) : -1;
        if (outside >= 0) {
            throw new InvalidArgumentException(
                    "trees give theta = " + theta[outside] + " for coordinate " + outside + " of example '"
                            + observation.id() + "', outside the domain of its oracle, "
                            + observation.oracle().domain(),
                    "Maybe choose the link softplus or exp, which keep costs above 0");
        }
        if (!Arrays.stream(theta).allMatch(Double::isFinite)) {
            throw new InvalidArgumentException(
                    "trees give costs that are not finite for example '" + observation.id() + "'",
                    "Maybe choose a smaller learning rate");
        }
    }

    @Override
    public void close() {
        workers.close();
        equation.close();
    }
}
