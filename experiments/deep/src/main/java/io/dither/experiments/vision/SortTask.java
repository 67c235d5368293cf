package io.dither.experiments.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dither.experiments.deep.Network;
import io.dither.experiments.deep.Torch;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import java.util.stream.IntStream;

/**
 * The task of sorting: one network scores each image of a row, and the ranking oracle turns the scores into ranks. The usual loss is half
 * the squared distance of scores and ranks.
 */
record SortTask(Quadruples train, Quadruples test) implements Task {
    @Override
    public int exampleCount() {
        return train.rows().length;
    }

    @Override
    public Shape imageShape() {
        return Pixels.batchShape(train.images(), 1);
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public LinearOracle oracle() {
        return Oracles.ranking(Quadruples.SIZE);
    }

    @Override
    public NDArray scores(Network network, NDManager scope, int[] examples) {
        return network.forward(Pixels.batch(train.images(), scope, train.imagesOf(examples)), true)
                .reshape(new Shape(examples.length, Quadruples.SIZE));
    }

    @Override
    public NDArray targets(NDManager scope, int[] examples) {
        float[] ranks = new float[Quadruples.SIZE * examples.length];
        for (int i = 0; i < examples.length; i++) {
            System.arraycopy(train.ranks(examples[i]), 0, ranks, i * Quadruples.SIZE, Quadruples.SIZE);
        }
        return scope.create(ranks, new Shape(examples.length, Quadruples.SIZE));
    }

    @Override
    public NDArray usualLoss(NDArray scores, NDArray targets) {
        return Torch.times(scores.sub(targets).square().sum(), 0.5f / scores.size(0));
    }

    /**
     * Returns the share of rows in the right order, then, for each true rank, the share of the images of this rank that
     * the network gives this rank.
     */
    @Override
    public double[] testMeasures(Network network) {
        int[] rows = IntStream.range(0, test.rows().length).toArray();
        float[] scores = Pixels.outputs(network, test.images(), test.imagesOf(rows));
        double[] shares = new double[1 + Quadruples.SIZE];
        for (int row : rows) {
            float[] trueRanks = test.ranks(row);
            float[] ranks = Quadruples.ranks(scores, row * Quadruples.SIZE);
            int correct = 0;
            for (int j = 0; j < Quadruples.SIZE; j++) {
                if (ranks[j] == trueRanks[j]) {
                    shares[1 + (int) trueRanks[j]] += 1.0 / rows.length;
                    correct++;
                }
            }
            shares[0] += correct == Quadruples.SIZE ? 1.0 / rows.length : 0;
        }
        return shares;
    }
}
