package io.dither.experiments.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dither.experiments.deep.Network;
import io.dither.experiments.deep.Torch;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Classification: the network gives a score per class, and argmax picks the class. The usual loss is cross-entropy. */
record ClassTask(ImageSets sets) implements Task {
    @Override
    public int exampleCount() {
        return sets.train().count();
    }

    @Override
    public Shape imageShape() {
        return Pixels.batchShape(sets.train(), 1);
    }

    @Override
    public int outputs() {
        return Images.CLASSES;
    }

    @Override
    public LinearOracle oracle() {
        return Oracles.argmax(Images.CLASSES);
    }

    @Override
    public NDArray scores(Network network, NDManager scope, int[] examples) {
        return network.forward(Pixels.batch(sets.train(), scope, examples), true);
    }

    @Override
    public NDArray targets(NDManager scope, int[] examples) {
        float[] oneHot = new float[examples.length * Images.CLASSES];
        for (int i = 0; i < examples.length; i++) {
            oneHot[i * Images.CLASSES + sets.train().labels()[examples[i]]] = 1;
        }
        return scope.create(oneHot, new Shape(examples.length, Images.CLASSES));
    }

    @Override
    public NDArray usualLoss(NDArray scores, NDArray targets) {
        return Torch.times(scores.logSoftmax(1).mul(targets).sum(), -1f / scores.size(0));
    }

    /** Returns the share of test images whose class is right. */
    @Override
    public double[] testMeasures(Network network) {
        Images test = sets.test();
        int[] indices = IntStream.range(0, test.count()).toArray();
        float[] scores = Pixels.outputs(network, test, indices);
        long correct = Arrays.stream(indices)
                .filter(i -> best(scores, i * Images.CLASSES) == test.labels()[i])
                .count();
        return new double[] {correct / (double) indices.length};
    }

    /** Returns the class with the largest of the scores that begin at index {@code from}. */
    private static int best(float[] scores, int from) {
        int best = 0;
        for (int i = 1; i < Images.CLASSES; i++) {
            best = scores[from + i] > scores[from + best] ? i : best;
        }
        return best;
    }
}
