package io.dither.experiments.warcraft;

import io.dither.error.Arguments;
import io.dither.experiments.deep.DeepPlan;
import io.dither.experiments.run.Run;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of the experiment: data, losses and training. */
final class WarcraftOptions {
    @Option(
            names = "--preset",
            paramLabel = "PRESET",
            description = "Draw and train little or much: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Preset preset = Preset.QUICK;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Read train_maps.npy, train_shortest_paths.npy, train_vertex_weights.npy and test_* in this folder."
                            + " Default: draw maps.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--cells",
            paramLabel = "N",
            description = "Draw maps of this many rows and columns, such as 12, 18, 24, 30. Default: ${DEFAULT-VALUE}.")
    private int cells = 12;

    @Option(names = "--train", paramLabel = "N", description = "Draw this many training maps. Default: by preset.")
    private Optional<Integer> train = Optional.empty();

    @Option(names = "--test", paramLabel = "N", description = "Draw this many test maps. Default: by preset.")
    private Optional<Integer> test = Optional.empty();

    @Option(
            names = "--losses",
            paramLabel = "LOSS",
            split = ",",
            description = "Train a network on each of these losses: ${COMPLETION-CANDIDATES}. Default: all.")
    private TerrainLoss[] losses = TerrainLoss.values();

    @Option(
            names = "--epsilon",
            paramLabel = "E",
            description = "Set the amplitude of the noise of fenchel-young and squared. Default: by preset and loss.")
    private Optional<Double> epsilon = Optional.empty();

    @Option(
            names = "--samples",
            paramLabel = "M",
            description = "Draw this many samples per example and step for fenchel-young. Default: by preset.")
    private Optional<Integer> samples = Optional.empty();

    @Option(
            names = "--squared-samples",
            paramLabel = "M",
            description = "Draw this many samples per example and step for squared, at least 2. Default: by preset.")
    private Optional<Integer> squaredSamples = Optional.empty();

    @Option(
            names = "--lambda",
            paramLabel = "L",
            description = "Set the length of the interpolation of black-box. Default: ${DEFAULT-VALUE}.")
    private double lambda = 20;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Pass over the maps this many times. Default: by preset.")
    private Optional<Integer> epochs = Optional.empty();

    @Option(names = "--batch", paramLabel = "N", description = "Take this many maps per step. Default: by preset.")
    private Optional<Integer> batch = Optional.empty();

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            description =
                    "Set Adam's learning rate; it falls to a tenth after 60 %% of the epochs, and a hundredth after 80 %%. Default: by preset.")
    private Optional<Double> learningRate = Optional.empty();

    int epochs() {
        return epochs.orElse(preset.epochs());
    }

    Optional<Path> data() {
        return data;
    }

    int cells() {
        return Arguments.atLeast("cells", cells, 2);
    }

    /** Returns the number of maps to draw for a split. */
    int mapCount(Split split) {
        int number = split == Split.TRAIN ? train.orElse(preset.trainingMaps()) : test.orElse(preset.testMaps());
        return Arguments.atLeast(split.toString(), number, 1);
    }

    /** Checks all options, and returns the training settings of each loss, in the order of training. */
    Map<TerrainLoss, Settings> settings(Run run) {
        cells(); // called for its check, like mapCount
        for (Split split : Split.values()) {
            mapCount(split);
        }
        Arguments.require(losses.length > 0, "--losses is empty", "Maybe leave it out for all of them");
        // the squared loss needs 2 samples; all presets have more
        Arguments.atLeast("squared-samples", squaredSamples.orElse(2), 2);
        Map<TerrainLoss, Settings> settings = new LinkedHashMap<>();
        for (TerrainLoss loss : losses) {
            settings.put(loss, settings(loss, run));
        }
        return settings;
    }

    /** Describes the maps and the training of each loss in words. */
    Map<String, String> describe(Map<TerrainLoss, Settings> settings) {
        Map<String, String> descriptions = new LinkedHashMap<>();
        if (data.isEmpty()) {
            descriptions.put("maps", mapCount(Split.TRAIN) + " to train on, " + mapCount(Split.TEST) + " to test");
        }
        settings.forEach((loss, lossSettings) -> descriptions.put(loss.toString(), lossSettings.describe(loss)));
        return descriptions;
    }

    private Settings settings(TerrainLoss loss, Run run) {
        Tuning tuning = preset.tuning(loss);
        DeepPlan plan = new DeepPlan(
                epochs(), batch.orElse(preset.batch()), learningRate.orElse(tuning.learningRate()), run.seed());
        Optional<Integer> lossSamples = loss == TerrainLoss.SQUARED ? squaredSamples : samples;
        return new Settings(
                plan,
                new Settings.Perturbation(epsilon.orElse(tuning.epsilon()), lossSamples.orElse(tuning.samples())),
                lambda,
                run.threads());
    }
}
