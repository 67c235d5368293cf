package io.dither.experiments.warcraft;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.dither.djl.OracleLoss;
import io.dither.experiments.deep.DeepObjective;
import io.dither.experiments.deep.Network;
import io.dither.layer.Decision;
import io.dither.layer.Loss;
import io.dither.losses.SolutionLoss;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.DomainPolicy;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.surrogate.BlackBoxInterpolation;
import java.util.function.BinaryOperator;
import java.util.function.LongSupplier;

/**
 * What the training of a network minimises: one of the losses of {@link TerrainLoss}, on the training maps. {@link #close}
 * closes the perturbed optimizer.
 */
final class TrainingObjective implements AutoCloseable {
    /**
     * Regression predicts true costs that are scaled to this mean. The scale does not change the cheapest paths, and the outputs of an
     * untrained network are near this mean.
     */
    private static final double SCALED_MEAN = 15;

    private final WarcraftData data;
    private final PerturbedOptimizer optimizer;
    private final BinaryOperator<NDArray> loss;
    /** Regression predicts the true costs divided by this number. */
    private final double costScale;

    private final boolean isRegression;

    /** Creates the loss; {@code steps} returns the number of the current batch: each batch has its own noise. */
    TrainingObjective(TerrainLoss kind, LinearOracle oracle, WarcraftData data, Settings settings, LongSupplier steps) {
        this.data = data;
        this.optimizer = optimizer(oracle, settings);
        this.costScale = data.meanCost() / SCALED_MEAN;
        this.isRegression = kind == TerrainLoss.TWO_STAGE;
        this.loss = switch (kind) {
            case FENCHEL_YOUNG -> ofDecisions(new ClampedFenchelYoungLoss(optimizer), steps);
            case SQUARED -> ofDecisions(SolutionLoss.squared(optimizer), steps);
            case BLACK_BOX ->
                ofDecisions(SolutionLoss.hamming(new BlackBoxInterpolation(oracle, settings.lambda())), steps);
            // the squared loss of DJL multiplies by a number, so its gradient may be wrong: see Torch.times
            case TWO_STAGE -> (labels, costs) -> labels.sub(costs).square().mean();
        };
    }

    private static BinaryOperator<NDArray> ofDecisions(Loss<Decision> loss, LongSupplier steps) {
        var oracleLoss = OracleLoss.ofDecisions(loss, steps);
        return (labels, costs) -> oracleLoss.evaluate(new NDList(labels), new NDList(costs));
    }

    /** Makes the optimizer. It replaces negative noisy costs by 0, because the oracle needs costs of at least 0. */
    private static PerturbedOptimizer optimizer(LinearOracle oracle, Settings settings) {
        return PerturbedOptimizer.builder(oracle)
                .epsilon(settings.perturbation().epsilon())
                .samples(settings.perturbation().samples())
                .seed(settings.seed())
                .threads(settings.threads())
                .domainPolicy(DomainPolicy.CLAMP)
                .build();
    }

    /** Returns the function from a batch to its mean loss, with the network in training mode. */
    DeepObjective lossOf(Network network) {
        return (scope, examples, step) ->
                loss.apply(labels(scope, examples), network.forward(data.images(scope, examples), true));
    }

    private NDArray labels(NDManager scope, int[] examples) {
        return isRegression ? data.costs(scope, examples).div((float) costScale) : data.paths(scope, examples);
    }

    @Override
    public void close() {
        optimizer.close();
    }
}
