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
    /** Receives the scores after each epoch. */
    interface Listener {
        void afterEpoch(int epoch, double trainLoss, Scores scores);
    }

    /**
     * Trains, and writes a checkpoint after each epoch; continues from the last checkpoint if {@code isResumed}. Returns the outcomes of
     * the test maps.
     */
    Outcomes run(
            TerrainLoss kind,
            Settings settings,
            Path checkpoint,
            String dataDigest,
            boolean isResumed,
            Listener listener) {
        Engine engine = Torch.start(settings.threads());
        Shape images = new Shape(1, 3, train.pixels(), train.pixels());
        try (Network network = Network.create(engine, CostNetwork.layers(), images, settings.seed())) {
            DeepTrainer trainer = new DeepTrainer(engine, network, settings.plan());
            trainer.checkpointTo(checkpoint, kind + ", " + settings + ", data " + dataDigest);
            if (isResumed) {
                trainer.resume();
            }
            Evaluator evaluator = new Evaluator(kind, network, listener);
            try (Objectives objectives = new Objectives(kind, oracle, train, settings, trainer::step)) {
                trainer.train(train.count(), objectives.lossOf(network), evaluator);
            }
            return evaluator.outcomes();
        }
    }

    /** Measures a network on the test maps after each epoch, and stores the last outcome of each map. */
    private final class Evaluator implements DeepListener {
        private final TerrainLoss kind;
        private final Network network;
        private final Listener listener;
        private Optional<Outcomes> last = Optional.empty();

        Evaluator(TerrainLoss kind, Network network, Listener listener) {
            this.kind = kind;
            this.network = network;
            this.listener = listener;
        }

        @Override
        public double[] measure(int epoch, double trainLoss) {
            double[][] costs = test.predictedCosts(network);
            gallery.write(kind, epoch, costs);
            Outcomes outcomes = Outcomes.of(oracle, test, costs);
            last = Optional.of(outcomes);
            Scores scores = Scores.of(outcomes);
            return new double[] {trainLoss, scores.perfect(), scores.exact(), scores.costRatio(), scores.cellAccuracy()
            };
        }

        @Override
        public void afterEpoch(int epoch, double[] numbers) {
            listener.afterEpoch(epoch, numbers[0], new Scores(numbers[1], numbers[2], numbers[3], numbers[4]));
        }

        /** Returns the outcomes of the maps; measures them if training was complete when it was resumed. */
        Outcomes outcomes() {
            return last.orElseGet(() -> Outcomes.of(oracle, test, test.predictedCosts(network)));
        }
    }
}
