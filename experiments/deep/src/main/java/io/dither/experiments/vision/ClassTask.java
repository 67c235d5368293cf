package io.dither.experiments.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dither.djl.OracleLoss;
import io.dither.experiments.data.Images;
import io.dither.experiments.deep.Network;
import io.dither.experiments.deep.Torch;
import io.dither.experiments.run.Run;
import io.dither.losses.FenchelYoungLoss;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Classes: the scores of the network go to argmax. Trained by the perturbed Fenchel-Young loss with Gaussian noise, or, where
 * no optimizer is given, by cross-entropy.
 */
final class ClassTask implements Task {
    private final ImageSets sets;
    private final Optional<PerturbedOptimizer> optimizer;

    private ClassTask(ImageSets sets, Optional<PerturbedOptimizer> optimizer) {
        this.sets = sets;
        this.optimizer = optimizer;
    }

    static ClassTask crossEntropy(ImageSets sets) {
        return new ClassTask(sets, Optional.empty());
    }

    static ClassTask fenchelYoung(ImageSets sets, double epsilon, int samples, Run run) {
        return new ClassTask(
                sets, Optional.of(VisionOptions.layer(Oracles.argmax(Images.CLASSES), epsilon, samples, run)));
    }

    @Override
    public NDArray loss(Network network, NDManager scope, int[] examples, long step) {
        NDArray scores = network.forward(Pixels.of(sets.train(), scope, examples), true);
        NDArray labels = oneHot(scope, examples);
        return optimizer
                .map(layer -> OracleLoss.ofDecisions(new FenchelYoungLoss(layer), () -> step)
                        .evaluate(new NDList(labels), new NDList(scores)))
                .orElseGet(() -> Torch.times(scores.logSoftmax(1).mul(labels).sum(), -1f / examples.length));
    }

    private NDArray oneHot(NDManager scope, int[] examples) {
        float[] values = new float[examples.length * Images.CLASSES];
        for (int i = 0; i < examples.length; i++) {
            values[i * Images.CLASSES + sets.train().labels()[examples[i]]] = 1;
        }
        return scope.create(values, new Shape(examples.length, Images.CLASSES));
    }

    /** Returns the share of test images whose class is right. */
    @Override
    public double[] test(Network network) {
        Images test = sets.test();
        int[] all = IntStream.range(0, test.count()).toArray();
        float[] scores = Pixels.outputs(network, test, all, Images.CLASSES);
        int right = 0;
        for (int i = 0; i < all.length; i++) {
            right += best(scores, i * Images.CLASSES) == test.labels()[i] ? 1 : 0;
        }
        return new double[] {right / (double) all.length};
    }

    private static int best(float[] scores, int from) {
        int best = 0;
        for (int i = 1; i < Images.CLASSES; i++) {
            best = scores[from + i] > scores[from + best] ? i : best;
        }
        return best;
    }

    @Override
    public void close() {
        optimizer.ifPresent(PerturbedOptimizer::close);
    }
}
