package io.dither.experiments.deep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.GradientCollector;
import io.dither.error.InvalidArgumentException;
import io.dither.random.KeyedRandom;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeepTrainerTest {
    private static final int EXAMPLES = 24;
    private static final int PIXELS = 2 * 8 * 8;

    @TempDir
    Path folder = Path.of("");

    /** A run: its losses by epoch and its final weights. */
    @SuppressWarnings("ArrayRecordComponent") // compared part by part
    private record Run(List<Double> losses, byte[] weights) {}

    @Test
    void aResumedRunHasTheBitsOfAWholeOne() {
        Run whole = run(4, 4, folder.resolve("whole.ckpt"));
        Path file = folder.resolve("part.ckpt");
        run(4, 2, file);
        Run resumed = run(4, 4, file);
        assertArrayEquals(whole.weights(), resumed.weights());
        assertEquals(whole.losses(), resumed.losses());
        assertTrue(
                whole.losses().get(3) < 0.8 * whole.losses().get(0),
                whole.losses().toString());
    }

    @Test
    void refusesTheCheckpointOfAnotherPlan() {
        Path file = folder.resolve("run.ckpt");
        run(3, 1, file);
        var refusal = assertThrows(InvalidArgumentException.class, () -> run(4, 4, file));
        assertTrue(String.valueOf(refusal.getMessage()).contains("other settings"), refusal.getMessage());
    }

    @Test
    void withoutACheckpointThereIsNothingToResume() {
        Engine engine = Torch.start(1);
        try (Network network = Network.create(engine, layers(), new Shape(1, 2, 8, 8), 1)) {
            assertEquals(0, new DeepTrainer(engine, network, new DeepPlan(1, 8, 1e-2, 5)).resume());
        }
    }

    @Test
    void floatsThatEndEarlyAreRefused() {
        byte[] bytes = Floats.bytes(out -> Floats.write(out, new float[] {1, 2, 3}));
        byte[] cut = Arrays.copyOf(bytes, bytes.length - Float.BYTES);
        assertThrows(EOFException.class, () -> Floats.read(new DataInputStream(new ByteArrayInputStream(cut))));
    }

    /** NDArray.mul(Number) frees the number before its gradient reads it. */
    @Test
    void gradientsOfProductsOutliveAGarbageCollection() {
        Engine engine = Torch.start(1);
        for (int repetition = 0; repetition < 10; repetition++) {
            try (NDManager scope = engine.newBaseManager();
                    GradientCollector collector = engine.newGradientCollector()) {
                NDArray weights = scope.create(new float[] {1, 2});
                weights.setRequiresGradient(true);
                NDArray product = Torch.times(weights, 7).sum();
                System.gc();
                for (int i = 0; i < 100; i++) {
                    scope.create(-1f);
                }
                collector.backward(product);
                assertArrayEquals(new float[] {7, 7}, weights.getGradient().toFloatArray());
            }
        }
    }

    @Test
    void divergenceIsNamed() {
        Engine engine = Torch.start(1);
        try (Network network = Network.create(engine, layers(), new Shape(1, 2, 8, 8), 1)) {
            DeepTrainer trainer = new DeepTrainer(engine, network, new DeepPlan(1, 8, 1e-2, 5));
            var refusal = assertThrows(
                    InvalidArgumentException.class,
                    () -> trainer.train(
                            EXAMPLES,
                            (scope, examples, step) ->
                                    loss(network, scope, examples).mul(Float.NaN),
                            new Losses(1)));
            assertTrue(String.valueOf(refusal.getMessage()).contains("NaN in epoch 1"), refusal.getMessage());
        }
    }

    @Test
    void rateFallsAtSixtyAndEightyPercent() {
        DeepPlan plan = new DeepPlan(10, 1, 1, 0);
        assertEquals(
                List.of(1.0, 0.1, 0.1, 0.01, 0.01),
                List.of(
                        plan.learningRateOf(6),
                        plan.learningRateOf(7),
                        plan.learningRateOf(8),
                        plan.learningRateOf(9),
                        plan.learningRateOf(10)));
        assertEquals(1, new DeepPlan(1, 1, 1, 0).learningRateOf(1));
    }

    private static Run run(int epochs, int stopAfter, Path file) {
        Engine engine = Torch.start(1);
        try (Network network = Network.create(engine, layers(), new Shape(1, 2, 8, 8), 1)) {
            DeepTrainer trainer = new DeepTrainer(engine, network, new DeepPlan(epochs, 7, 1e-2, 5));
            trainer.checkpointTo(file, "test");
            trainer.resume();
            Losses losses = new Losses(stopAfter);
            try {
                trainer.train(EXAMPLES, (scope, examples, step) -> loss(network, scope, examples), losses);
            } catch (Stopped expected) {
                assertEquals(stopAfter, losses.all.size());
            }
            return new Run(losses.all, network.state());
        }
    }

    /** Regression on the mean of the pixels, which are noise keyed by the example. */
    private static NDArray loss(Network network, NDManager scope, int[] examples) {
        float[] pixels = new float[examples.length * PIXELS];
        float[] targets = new float[examples.length];
        KeyedRandom random = new KeyedRandom(3);
        for (int i = 0; i < examples.length; i++) {
            random.startSample(examples[i]);
            for (int j = 0; j < PIXELS; j++) {
                pixels[i * PIXELS + j] = (float) random.nextGaussian();
                targets[i] += 8 * pixels[i * PIXELS + j] / PIXELS;
            }
        }
        NDArray output = network.forward(scope.create(pixels, new Shape(examples.length, 2, 8, 8)), true);
        return output.sub(scope.create(targets, new Shape(examples.length, 1)))
                .square()
                .mean();
    }

    private static Block layers() {
        return new SequentialBlock()
                .add(Conv2d.builder()
                        .setFilters(4)
                        .setKernelShape(new Shape(3, 3))
                        .optBias(false)
                        .build())
                .add(BatchNorm.builder().build())
                .add(Activation.reluBlock())
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(1).build());
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Losses implements DeepListener {
        private final List<Double> all = new ArrayList<>();
        private final int stopAfter;

        Losses(int stopAfter) {
            this.stopAfter = stopAfter;
        }

        @Override
        public double[] measure(int epoch, double trainLoss) {
            return new double[] {trainLoss};
        }

        @Override
        public void afterEpoch(int epoch, double[] numbers) {
            all.add(numbers[0]);
            if (epoch == stopAfter && epoch < 4) {
                throw new Stopped();
            }
        }
    }
}
