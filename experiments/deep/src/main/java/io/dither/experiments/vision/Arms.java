package io.dither.experiments.vision;

import ai.djl.engine.Engine;
import ai.djl.ndarray.types.Shape;
import io.dither.experiments.deep.DeepListener;
import io.dither.experiments.deep.DeepTrainer;
import io.dither.experiments.deep.Network;
import io.dither.experiments.deep.Torch;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.StopRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trains one network after the other, each with a checkpoint of its own: what is resumed goes through those that are done at
 * once, and its metrics are written again from the checkpoints.
 *
 * @param options what all have in common
 * @param run of the experiment; its checkpoints are in its folder
 * @param metrics a row an arm and epoch: arm, epoch, training loss, measures
 * @param progress a step an epoch
 */
record Arms(VisionOptions options, Run run, Metrics metrics, Progress progress) {
    /**
     * Trains a network.
     *
     * @param name of the arm, for files and metrics
     * @param outputs of the network
     * @param input the shape of an image, with a batch dimension
     * @param epochs how long
     * @param examples the number of training examples
     * @param task what to learn; closed
     * @return the measures after each epoch
     */
    List<double[]> train(String name, int outputs, Shape input, int epochs, int examples, Task task) {
        Engine engine = Torch.start(run.threads());
        try (task;
                Network network = Network.create(engine, ConvNet.block(outputs), input, run.seed())) {
            Arm arm = new Arm(name, task, network);
            DeepTrainer trainer = new DeepTrainer(engine, network, options.plan(epochs, run.seed()));
            trainer.checkpoints(
                    run.folder().path().resolve("checkpoints").resolve(name + ".ckpt"),
                    name + " on " + examples + " examples");
            if (run.isResumed()) {
                trainer.resume();
            }
            trainer.train(
                    examples,
                    (scope, batch, step) -> {
                        // the checkpoint of the last epoch is whole
                        StopRequest.check();
                        return task.loss(network, scope, batch, step);
                    },
                    arm);
            return arm.measures;
        }
    }

    private final class Arm implements DeepListener {
        private final String name;
        private final Task task;
        private final Network network;
        private final List<double[]> measures = new ArrayList<>();

        Arm(String name, Task task, Network network) {
            this.name = name;
            this.task = task;
            this.network = network;
        }

        @Override
        public double[] measure(int epoch, double trainLoss) {
            double[] measures = task.test(network);
            double[] numbers = new double[1 + measures.length];
            numbers[0] = trainLoss;
            System.arraycopy(measures, 0, numbers, 1, measures.length);
            return numbers;
        }

        @Override
        public void measured(int epoch, double[] numbers) {
            Object[] row = new Object[2 + numbers.length];
            row[0] = name;
            row[1] = epoch;
            for (int i = 0; i < numbers.length; i++) {
                row[2 + i] = numbers[i];
            }
            metrics.row(row);
            measures.add(Arrays.copyOfRange(numbers, 1, numbers.length));
            progress.step();
        }
    }
}
