package io.dither.experiments.warcraft;

import io.dither.error.Arguments;
import io.dither.experiments.deep.DeepPlan;
import io.dither.experiments.run.Run;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is drawn or read and how it is learnt, as options of the command line. */
final class WarcraftOptions {
    @Option(
            names = "--preset",
            defaultValue = "quick",
            description = "how much is drawn and learnt: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Preset preset = Preset.QUICK;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder of train_maps.npy, train_shortest_paths.npy, train_vertex_weights.npy and test_*;"
                    + " maps are drawn where it is not given")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--cells",
            defaultValue = "12",
            description = "rows and columns of drawn maps, such as 12, 18, 24, 30 (default: ${DEFAULT-VALUE})")
    private int cells;

    @Option(names = "--train", description = "drawn training maps (default: by preset)")
    private Optional<Integer> train = Optional.empty();

    @Option(names = "--test", description = "drawn test maps (default: by preset)")
    private Optional<Integer> test = Optional.empty();

    @Option(
            names = "--losses",
            split = ",",
            defaultValue = "fenchel-young,squared,black-box,two-stage",
            description = "what to train on, one network each: ${COMPLETION-CANDIDATES} (default: all)")
    private TerrainLoss[] losses = TerrainLoss.values();

    @Option(
            names = "--noise",
            defaultValue = "clamped",
            description =
                    "how noise stays among costs of at least 0: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private NoiseKind noise = NoiseKind.CLAMPED;

    @Option(
            names = "--epsilon",
            description = "amplitude of the noise, fenchel-young and squared (default: by preset and loss)")
    private Optional<Double> epsilon = Optional.empty();

    @Option(
            names = "--samples",
            description = "perturbed solves an example and step, fenchel-young (default: by preset)")
    private Optional<Integer> samples = Optional.empty();

    @Option(
            names = "--squared-samples",
            description = "perturbed solves an example and step, squared, at least 2 (default: by preset)")
    private Optional<Integer> squaredSamples = Optional.empty();

    @Option(
            names = "--lambda",
            defaultValue = "20",
            description = "length of the interpolation, black-box (default: ${DEFAULT-VALUE})")
    private double lambda;

    @Option(names = "--symmetries", description = "each step turns or mirrors its maps and paths at random")
    private boolean symmetries;

    @Option(names = "--epochs", description = "passes over the maps (default: by preset)")
    private Optional<Integer> epochs = Optional.empty();

    @Option(names = "--batch", description = "maps a step (default: by preset)")
    private Optional<Integer> batch = Optional.empty();

    @Option(
            names = "--learning-rate",
            description =
                    "Adam's rate; a tenth after 60 %% of the epochs, a hundredth after 80 %% (default: by preset)")
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

    int count(Split split) {
        int number = split == Split.TRAIN ? train.orElse(preset.train()) : test.orElse(preset.test());
        return Arguments.atLeast(split.toString(), number, 1);
    }

    /** Checks all options, and returns how each loss is trained, in the order of training. */
    Map<TerrainLoss, Settings> settings(Run run) {
        cells();
        for (Split split : Split.values()) {
            count(split);
        }
        Arguments.require(losses.length > 0, "--losses names none", "Maybe leave it out for all of them");
        Arguments.atLeast("squared-samples", squaredSamples.orElse(2), 2);
        Map<TerrainLoss, Settings> settings = new LinkedHashMap<>();
        for (TerrainLoss loss : losses) {
            settings.put(loss, settings(loss, run));
        }
        return settings;
    }

    /** What is drawn and how each loss is trained, in words. */
    Map<String, String> describe(Map<TerrainLoss, Settings> settings) {
        Map<String, String> words = new LinkedHashMap<>();
        if (data.isEmpty()) {
            words.put("maps", count(Split.TRAIN) + " to train on, " + count(Split.TEST) + " to test");
        }
        settings.forEach((loss, how) -> words.put(loss.toString(), how.describe(loss)));
        return words;
    }

    private Settings settings(TerrainLoss loss, Run run) {
        Tuning tuning = preset.tuning(loss);
        DeepPlan plan = new DeepPlan(
                epochs(), batch.orElse(preset.batch()), learningRate.orElse(tuning.learningRate()), run.seed());
        Optional<Integer> solves = loss == TerrainLoss.SQUARED ? squaredSamples : samples;
        return new Settings(
                plan,
                noise,
                epsilon.orElse(tuning.epsilon()),
                solves.orElse(tuning.samples()),
                lambda,
                symmetries,
                run.threads());
    }
}
