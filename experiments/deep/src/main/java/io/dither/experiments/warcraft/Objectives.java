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

/** The loss of a network on training maps, of one kind; {@link #close} closes the optimizer of a perturbed loss. */
final class Objectives implements AutoCloseable {
    /** The mean to which the costs of regression are scaled: paths do not depend on it, and the first outputs of the network are near it. */
    private static final double MEAN = 15;

    private final WarcraftData data;
    private final PerturbedOptimizer optimizer;
    private final BinaryOperator<NDArray> loss;
    /** The cost that is 1 in the labels of regression. */
    private final double costUnit;

    private final boolean seesCosts;

    /** Creates the loss; {@code steps} returns the number of the current batch, which keys the noise. */
    Objectives(TerrainLoss kind, LinearOracle oracle, WarcraftData data, Settings settings, LongSupplier steps) {
        this.data = data;
        this.optimizer = optimizer(oracle, settings);
        this.costUnit = data.meanCost() / MEAN;
        this.seesCosts = kind == TerrainLoss.TWO_STAGE;
        this.loss = switch (kind) {
            case FENCHEL_YOUNG -> ofDecisions(new PathLoss(optimizer), steps);
            case SQUARED -> ofDecisions(SolutionLoss.squared(optimizer), steps);
            case BLACK_BOX ->
                ofDecisions(SolutionLoss.hamming(new BlackBoxInterpolation(oracle, settings.lambda())), steps);
            // not the squared loss of DJL, which multiplies by a number: see Torch.times
            case TWO_STAGE -> (labels, costs) -> labels.sub(costs).square().mean();
        };
    }

    private static BinaryOperator<NDArray> ofDecisions(Loss<Decision> loss, LongSupplier steps) {
        var oracleLoss = OracleLoss.ofDecisions(loss, steps);
        return (labels, costs) -> oracleLoss.evaluate(new NDList(labels), new NDList(costs));
    }

    /** Makes the optimizer. The oracle needs costs of at least 0: negative noisy costs become 0. */
    private static PerturbedOptimizer optimizer(LinearOracle oracle, Settings settings) {
        return PerturbedOptimizer.builder(oracle)
                .epsilon(settings.perturbation().epsilon())
                .samples(settings.perturbation().samples())
                .seed(settings.seed())
                .threads(settings.threads())
                .domainPolicy(DomainPolicy.CLAMP)
                .build();
    }

    /** Returns the mean loss of a batch, with the network in training mode. */
    DeepObjective lossOf(Network network) {
        return (scope, examples, step) ->
                loss.apply(labels(scope, examples), network.forward(data.images(scope, examples), true));
    }

    private NDArray labels(NDManager scope, int[] examples) {
        return seesCosts ? data.costs(scope, examples).div((float) costUnit) : data.paths(scope, examples);
    }

    @Override
    public void close() {
        optimizer.close();
    }
}
