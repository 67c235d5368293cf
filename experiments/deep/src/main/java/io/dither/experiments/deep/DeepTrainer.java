package io.dither.experiments.deep;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.learn.Permutation;
import io.dither.experiments.run.Checkpoint;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mini-batch training of a network with {@link NetworkAdam}, with a checkpoint after each epoch.
 *
 * <p>The order of the examples depends only on their number, the seed and the epoch, and the initial weights are a
 * function of the seed of the network. PyTorch computes the same bits again on the same number of threads. So a run is
 * reproducible bit for bit if its objective is. A run that was stopped and {@linkplain #resume resumed} gives the same
 * bits as an uninterrupted run. How to use it:
 *
 * <pre>{@code
 * Engine engine = Torch.start(threads);
 * try (Network network = Network.create(engine, block, new Shape(1, 3, 32, 32), seed)) {
 *     DeepTrainer trainer = new DeepTrainer(engine, network, new DeepPlan(epochs, batch, 1e-3, seed));
 *     trainer.checkpointTo(file, settings);        // optional: write a checkpoint after each epoch
 *     trainer.resume();                           // optional: continue from the last checkpoint, if the file exists
 *     trainer.train(count, (scope, examples, step) -> {
 *         NDArray theta = network.forward(scope.create(pixels(examples), shape), true);
 *         return loss.evaluate(new NDList(labels), new NDList(theta));   // a scalar, such as a loss of io.dither.djl
 *     }, listener);
 * }
 * }</pre>
 *
 * <p>Use a trainer in one thread only. A loss that is made before {@link #train} can read {@link #step()} for the key
 * of its noise.
 */
public final class DeepTrainer {
    private final Engine engine;
    private final Network network;
    private final DeepPlan plan;
    private final NetworkAdam adam;
    /** For each trained epoch, the numbers that {@link DeepListener#measure} returned. */
    private final List<double[]> history = new ArrayList<>();

    /** The file of the checkpoint; empty if no checkpoints are written. */
    private Optional<Path> file = Optional.empty();
    /** Everything that the result depends on, as text. */
    private String settings = "";

    /** The number of completed steps. */
    private long step;

    /**
     * Creates a trainer.
     *
     * @param engine the engine
     * @param network the network to train; changed in place
     * @param plan the number of epochs, the batch size, the learning rate, and the seed of the order of the examples
     */
    public DeepTrainer(Engine engine, Network network, DeepPlan plan) {
        this.engine = engine;
        this.network = network;
        this.plan = plan;
        this.adam = new NetworkAdam(network);
    }

    /**
     * Sets the file of the checkpoint, which is written after each epoch; without this call, no checkpoint is written.
     *
     * @param target the file
     * @param otherSettings everything besides the plan that the result depends on, as text
     */
    public void checkpointTo(Path target, String otherSettings) {
        file = Optional.of(target);
        settings = otherSettings + "; " + plan;
    }

    /**
     * {@return the number of the batch that the objective now evaluates, or else of the next batch, from 0; losses draw
     * noise with it as part of the key}
     */
    public long step() {
        return step;
    }

    /**
     * Resumes from the file of {@link #checkpointTo}, if it exists; without that call, does nothing.
     *
     * @return the number of trained epochs, 0 if there is no checkpoint
     * @throws DataException if it is damaged
     * @throws InvalidArgumentException if it was written with other settings
     */
    public int resume() {
        file.flatMap(path -> Checkpoint.resume(path, settings)).ifPresent(this::restore);
        return history.size();
    }

    /**
     * Trains for the remaining epochs.
     *
     * @param examples the number of training examples
     * @param objective the loss
     * @param listener measures each new epoch, and receives the numbers of the epochs in the checkpoint, then of each
     *     new epoch; called on this thread
     * @throws InvalidArgumentException if there are no examples, or if the loss of a batch is not finite
     */
    public void train(int examples, DeepObjective objective, DeepListener listener) {
        Arguments.atLeast("examples", examples, 1);
        for (int epoch = 1; epoch <= history.size(); epoch++) {
            listener.afterEpoch(epoch, history.get(epoch - 1).clone());
        }
        for (int epoch = history.size() + 1; epoch <= plan.epochs(); epoch++) {
            double loss = trainEpoch(epoch, Permutation.of(examples, plan.seed(), epoch), objective);
            double[] numbers = listener.measure(epoch, loss);
            history.add(numbers.clone());
            file.ifPresent(path -> checkpoint().write(path));
            listener.afterEpoch(epoch, numbers);
        }
    }

    private double trainEpoch(int epoch, int[] order, DeepObjective objective) {
        double sum = 0;
        for (int from = 0; from < order.length; from += plan.batch()) {
            int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + plan.batch()));
            double loss = backpropagate(batch, objective);
            Arguments.require(
                    Double.isFinite(loss),
                    "the loss became " + loss + " in epoch " + epoch,
                    "Maybe a smaller learning rate than " + plan.learningRate() + " helps");
            adam.step(plan.learningRateOf(epoch));
            step++;
            sum += loss * batch.length;
        }
        return sum / order.length;
    }

    /** Computes the gradients of the mean loss of a batch, and returns that loss. */
    private double backpropagate(int[] batch, DeepObjective objective) {
        try (NDManager scope = network.newScope();
                GradientCollector collector = engine.newGradientCollector()) {
            NDArray loss = objective.evaluate(scope, batch, step);
            collector.backward(loss);
            return loss.getFloat();
        }
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(
                settings, Map.of("network", network.state(), "optimizer", adam.state(), "progress", progress()));
    }

    private byte[] progress() {
        return Floats.bytes(out -> {
            out.writeLong(step);
            out.writeInt(history.size());
            for (double[] numbers : history) {
                out.writeInt(numbers.length);
                for (double number : numbers) {
                    out.writeDouble(number);
                }
            }
        });
    }

    private void restore(Checkpoint checkpoint) {
        try (DataInputStream weights = checkpoint.part("network");
                DataInputStream optimizer = checkpoint.part("optimizer");
                DataInputStream progress = checkpoint.part("progress")) {
            network.restore(weights);
            adam.restore(optimizer);
            step = progress.readLong();
            history.clear();
            for (int remaining = progress.readInt(); remaining > 0; remaining--) {
                double[] numbers = new double[progress.readInt()];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = progress.readDouble();
                }
                history.add(numbers);
            }
        } catch (IOException damaged) {
            throw DataException.of(
                    file.orElseThrow(), "the checkpoint ends early. Maybe start again without --resume", damaged);
        }
    }
}
