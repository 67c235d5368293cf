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

/**
 * Mini-batch training of a network with {@link NetworkAdam}, with a checkpoint after each epoch.
 *
 * <p>The order of the examples is a function of (seed, epoch) alone, and the starting weights are a function of their seed. PyTorch repeats
 * itself on the same number of threads. So a run is reproducible bit for bit if its objective is. A run that was stopped and
 * {@linkplain #resume resumed} gives the same bits as an uninterrupted run. How to use it:
 *
 * <pre>{@code
 * Engine engine = Torch.start(threads);
 * try (Network network = Network.create(engine, block, new Shape(1, 3, 32, 32), seed)) {
 *     DeepTrainer trainer = new DeepTrainer(engine, network, new DeepPlan(epochs, batch, 1e-3, seed));
 *     trainer.checkpointTo(file, settings);        // optional: write one after each epoch
 *     trainer.resume();                           // optional: continue from it, if there is one
 *     trainer.train(count, (scope, examples, step) -> {
 *         NDArray theta = network.forward(scope.create(pixels(examples), shape), true);
 *         return loss.evaluate(new NDList(labels), new NDList(theta));   // a scalar, such as a loss of io.dither.djl
 *     }, listener);
 * }
 * }</pre>
 *
 * <p>For one thread. Noise is keyed by the step, see {@link #step()}.
 */
public final class DeepTrainer {
    private final Engine engine;
    private final Network network;
    private final DeepPlan plan;
    private final NetworkAdam adam;
    /** The numbers of each trained epoch, as the listener measured them. */
    private final List<double[]> history = new ArrayList<>();

    /** The file of the checkpoint. */
    private Path file = Path.of("");
    /** What the result depends on, as text; empty if no checkpoints are written. */
    private String settings = "";

    /** The number of the next batch, from 0. */
    private long step;

    /**
     * Creates a trainer.
     *
     * @param engine the engine
     * @param network the network to train; changed in place
     * @param plan the number of epochs, the batch size and the learning rate
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
     * @param options a text of everything besides the plan that affects the result
     */
    public void checkpointTo(Path target, String options) {
        file = target;
        settings = options + "; " + plan;
    }

    /** {@return the number of the next batch, from 0: the key of noise in layers and losses} */
    public long step() {
        return step;
    }

    /**
     * Resumes from the checkpoint, if there is one.
     *
     * @return the number of trained epochs, 0 if there is no checkpoint
     * @throws DataException if it is damaged
     * @throws InvalidArgumentException if it has other settings
     */
    public int resume() {
        Checkpoint.resume(file, settings).ifPresent(this::restore);
        return history.size();
    }

    /**
     * Trains for the remaining epochs.
     *
     * @param examples the number of training examples
     * @param objective the loss
     * @param listener receives the numbers of the epochs that the checkpoint has, then of each new epoch, on this thread
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
            if (!settings.isEmpty()) {
                checkpoint().write(file);
            }
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
            adam.step(plan.rate(epoch));
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
            throw DataException.of(file, "the checkpoint ends early. Maybe start again without --resume", damaged);
        }
    }
}
