package io.dither.experiments.vision;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.dither.djl.OracleLoss;
import io.dither.experiments.deep.DeepListener;
import io.dither.experiments.deep.DeepTrainer;
import io.dither.experiments.deep.Network;
import io.dither.experiments.deep.Torch;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.StopRequest;
import io.dither.losses.FenchelYoungLoss;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Trains one network (an arm of the comparison) after the other, each with its own checkpoint. A resumed run does not
 * train again the networks whose training is complete; it writes their metrics from the checkpoints.
 *
 * @param options the options of all networks
 * @param run the run of the experiment; the checkpoints are in its folder
 * @param metrics a row per arm and epoch: arm, epoch, training loss, measures of the task
 * @param progress a step per epoch
 */
record Arms(VisionOptions options, Run run, Metrics metrics, Progress progress) {
    /**
     * Trains a network.
     *
     * @param name the name of the arm, for files and metrics
     * @param epochs the number of epochs
     * @param task the task to learn
     * @param layer the layer of the Fenchel-Young loss, which is closed at the end; if empty, the usual loss of the task is used
     * @return the measures of the task after each epoch
     */
    List<double[]> train(String name, int epochs, Task task, Optional<PerturbedOptimizer> layer) {
        Engine engine = Torch.start(run.threads());
        try (Network network = Network.create(engine, ConvNet.block(task.outputs()), task.imageShape(), run.seed())) {
            Arm arm = new Arm(name, task, network);
            DeepTrainer trainer = new DeepTrainer(engine, network, options.plan(epochs, run.seed()));
            // the text omits other options, such as epsilon, and the data: run.folder() compares them on --resume
            trainer.checkpointTo(
                    run.folder().path().resolve("checkpoints").resolve(name + ".ckpt"),
                    name + " on " + task.exampleCount() + " examples");
            if (run.isResumed()) {
                trainer.resume();
            }
            trainer.train(
                    task.exampleCount(),
                    (scope, batch, step) -> {
                        // safe to stop here: the checkpoint of the previous epoch is already written
                        StopRequest.check();
                        NDArray scores = task.scores(network, scope, batch);
                        NDArray targets = task.targets(scope, batch);
                        return layer.map(
                                        perturbed -> OracleLoss.ofDecisions(new FenchelYoungLoss(perturbed), () -> step)
                                                .evaluate(new NDList(targets), new NDList(scores)))
                                .orElseGet(() -> task.usualLoss(scores, targets));
                    },
                    arm);
            return arm.measures;
        } finally {
            layer.ifPresent(PerturbedOptimizer::close);
        }
    }

    /** Measures a network after each epoch, writes a row of metrics, and stores the measures of the task. */
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

        /** Returns the training loss, then the measures of the task. */
        @Override
        public double[] measure(int epoch, double trainLoss) {
            return DoubleStream.concat(DoubleStream.of(trainLoss), Arrays.stream(task.testMeasures(network)))
                    .toArray();
        }

        @Override
        public void afterEpoch(int epoch, double[] lossAndMeasures) {
            List<Object> row = new ArrayList<>(List.of(name, epoch));
            Arrays.stream(lossAndMeasures).forEach(row::add);
            metrics.row(row.toArray());
            measures.add(Arrays.copyOfRange(lossAndMeasures, 1, lossAndMeasures.length));
            progress.step();
        }
    }
}
