package io.dither.experiments.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dither.djl.OracleLoss;
import io.dither.experiments.deep.Network;
import io.dither.experiments.deep.Torch;
import io.dither.experiments.run.Run;
import io.dither.losses.FenchelYoungLoss;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Orders: one network scores each image of a row, and the ranking oracle turns the scores into ranks. Trained by the
 * perturbed Fenchel-Young loss on the ranks, or, where no optimizer is given, by the squared distance of scores and ranks.
 */
final class SortTask implements Task {
    private final Quadruples train;
    private final Quadruples test;
    private final Optional<PerturbedOptimizer> optimizer;

    private SortTask(Quadruples train, Quadruples test, Optional<PerturbedOptimizer> optimizer) {
        this.train = train;
        this.test = test;
        this.optimizer = optimizer;
    }

    static SortTask squared(Quadruples train, Quadruples test) {
        return new SortTask(train, test, Optional.empty());
    }

    static SortTask fenchelYoung(Quadruples train, Quadruples test, double epsilon, int samples, Run run) {
        return new SortTask(
                train, test, Optional.of(VisionOptions.layer(Oracles.ranking(Quadruples.SIZE), epsilon, samples, run)));
    }

    @Override
    public NDArray loss(Network network, NDManager scope, int[] examples, long step) {
        Shape shape = new Shape(examples.length, Quadruples.SIZE);
        NDArray scores = network.forward(Pixels.of(train.images(), scope, train.imagesOf(examples)), true)
                .reshape(shape);
        float[] all = new float[Quadruples.SIZE * examples.length];
        for (int i = 0; i < examples.length; i++) {
            System.arraycopy(train.ranks(examples[i]), 0, all, i * Quadruples.SIZE, Quadruples.SIZE);
        }
        NDArray ranks = scope.create(all, shape);
        return optimizer
                .map(layer -> OracleLoss.ofDecisions(new FenchelYoungLoss(layer), () -> step)
                        .evaluate(new NDList(ranks), new NDList(scores)))
                .orElseGet(() -> Torch.times(scores.sub(ranks).square().sum(), 0.5f / examples.length));
    }

    /** Returns the share of rows in the right order, then, for each true rank, the share of images that got it. */
    @Override
    public double[] test(Network network) {
        int[] rows = IntStream.range(0, test.rows().length).toArray();
        float[] scores = Pixels.outputs(network, test.images(), test.imagesOf(rows), 1);
        double[] shares = new double[1 + Quadruples.SIZE];
        for (int row : rows) {
            float[] wanted = test.ranks(row);
            float[] found = Quadruples.ranks(scores, row * Quadruples.SIZE);
            int right = 0;
            for (int j = 0; j < Quadruples.SIZE; j++) {
                if (found[j] == wanted[j]) {
                    shares[1 + (int) wanted[j]] += 1.0 / rows.length;
                    right++;
                }
            }
            shares[0] += right == Quadruples.SIZE ? 1.0 / rows.length : 0;
        }
        return shares;
    }

    @Override
    public void close() {
        optimizer.ifPresent(PerturbedOptimizer::close);
    }
}
