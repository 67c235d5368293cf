package io.dither.experiments.warcraft;

import ai.djl.engine.Engine;
import ai.djl.ndarray.types.Shape;
import io.dither.experiments.deep.DeepListener;
import io.dither.experiments.deep.DeepTrainer;
import io.dither.experiments.deep.Network;
import io.dither.experiments.deep.Torch;
import io.dither.oracle.LinearOracle;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Trains one network per loss, all from the same weights, on the same batches, for the same number of epochs.
 *
 * @param oracle the oracle of paths
 * @param train the training maps
 * @param test the test maps
 * @param gallery receives pictures of each epoch
 */
record Training(LinearOracle oracle, WarcraftData train, WarcraftData test, Gallery gallery) {
    /** Receives the scores on the test maps after each epoch, in a resumed training also for the epochs before. */
    interface Listener {
        void afterEpoch(int epoch, double trainLoss, Scores scores);
    }

    /**
     * Trains, and writes a checkpoint after each epoch; continues from the last checkpoint if {@code isResumed}. Returns the outcomes of
     * the test maps.
     */
    Outcomes run(
            TerrainLoss loss,
            Settings settings,
            Path checkpoint,
            String dataDigest,
            boolean isResumed,
            Listener listener) {
        Engine engine = Torch.start(settings.threads());
        Shape imageShape = new Shape(1, 3, train.imageSide(), train.imageSide());
        try (Network network = Network.create(engine, CostNetwork.layers(), imageShape, settings.seed())) {
            DeepTrainer trainer = new DeepTrainer(engine, network, settings.plan());
            // a training with another text does not resume from the checkpoint
            trainer.checkpointTo(checkpoint, loss + ", " + settings + ", data " + dataDigest);
            if (isResumed) {
                trainer.resume();
            }
            Evaluator evaluator = new Evaluator(loss, network, listener);
            try (TrainingObjective objective = new TrainingObjective(loss, oracle, train, settings, trainer::step)) {
                trainer.train(train.mapCount(), objective.lossOf(network), evaluator);
            }
            return evaluator.outcomes();
        }
    }

    /** Measures a network on the test maps after each epoch, and stores the outcomes of the last epoch. */
    private final class Evaluator implements DeepListener {
        private final TerrainLoss loss;
        private final Network network;
        private final Listener listener;
        private Optional<Outcomes> last = Optional.empty();

        Evaluator(TerrainLoss loss, Network network, Listener listener) {
            this.loss = loss;
            this.network = network;
            this.listener = listener;
        }

        @Override
        public double[] measure(int epoch, double trainLoss) {
            double[][] costs = test.predictedCosts(network);
            gallery.write(loss, epoch, costs);
            Outcomes outcomes = Outcomes.of(oracle, test, costs);
            last = Optional.of(outcomes);
            Scores scores = Scores.of(outcomes);
            // afterEpoch reads the numbers in this order
            return new double[] {trainLoss, scores.perfect(), scores.exact(), scores.costRatio(), scores.cellAccuracy()
            };
        }

        @Override
        public void afterEpoch(int epoch, double[] numbers) {
            listener.afterEpoch(epoch, numbers[0], new Scores(numbers[1], numbers[2], numbers[3], numbers[4]));
        }

        /**
         * Returns the outcomes after the last epoch. Measures them if the training was complete when it was resumed, because checkpoints
         * have scores but no outcomes.
         */
        Outcomes outcomes() {
            return last.orElseGet(() -> Outcomes.of(oracle, test, test.predictedCosts(network)));
        }
    }
}
