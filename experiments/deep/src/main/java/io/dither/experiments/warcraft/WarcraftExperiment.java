package io.dither.experiments.warcraft;

import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunOptions;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Learns the costs of terrain from images of maps and their cheapest paths (Vlastelica et al. 2020; Berthet et al. 2020,
 * section 5.3). Trains the first layers of ResNet18 on the perturbed Fenchel-Young loss, and on three other losses to compare.
 *
 * <p>The test maps are evaluated after each epoch for the plots and the metrics only; nothing is selected by them.
 */
@Command(
        name = "warcraft",
        footer = {"dither run warcraft --losses fenchel-young,black-box --epochs 5"},
        description =
                "Learn the costs of terrain from images and cheapest paths; shows how often new paths are cheapest.",
        sortOptions = false)
public final class WarcraftExperiment implements Experiment {
    @Mixin
    private WarcraftOptions options = new WarcraftOptions();

    @Option(
            names = "--gallery",
            paramLabel = "N",
            description = "Draw pictures of this many test maps after each epoch. Default: ${DEFAULT-VALUE}.")
    private int gallery = 3;

    @Override
    public RunOptions runOptions() {
        return RunOptions.seed(42)
                .threads(
                        2, "Use this many threads for PyTorch and for solves; another number may change the last bits.")
                .resumable();
    }

    @Override
    public Result run(Run run) {
        Map<TerrainLoss, Settings> settings = options.settings(run);
        Map<String, String> fileDigests = options.data().map(Split::digests).orElse(Map.of());
        run.data(fileDigests);
        run.settings(options.describe(settings));
        Path data = options.data().orElseGet(() -> draw(run));
        WarcraftData train = Split.TRAIN.read(data);
        WarcraftData test = Split.TEST.read(data);
        LinearOracle oracle = oracle(train.size());
        Gallery pictures = new Gallery(run.folder(), oracle, test, gallery);
        pictures.writeTruth();
        Training training = new Training(oracle, train, test, pictures);
        // if this run drew the files, their digests are known only now
        Map<String, String> digests = fileDigests.isEmpty() ? Split.digests(data) : fileDigests;
        WarcraftReport report = trainAll(training, settings, run, digests.toString());
        report.plot(run.folder());
        return report.result();
    }

    private static LinearOracle oracle(int size) {
        return OracleRegistry.discover().create("jgrapht-grid-path:rows=" + size + ",cols=" + size);
    }

    /** Draws the maps, and returns their folder. A resumed run draws the same files again, since they depend on its options alone. */
    private Path draw(Run run) {
        Path data = run.folder().path().resolve("data");
        TerrainGenerator generator = new TerrainGenerator(oracle(options.cells()), options.cells(), run.seed());
        for (Split split : Split.values()) {
            generator.write(data, split, options.mapCount(split));
        }
        return data;
    }

    private WarcraftReport trainAll(Training training, Map<TerrainLoss, Settings> settings, Run run, String digests) {
        WarcraftReport report = new WarcraftReport();
        Metrics metrics = run.metrics("loss", "epoch", "trainLoss", "perfect", "exact", "costRatio", "cellAccuracy");
        Progress progress = run.progress((long) settings.size() * options.epochs());
        settings.forEach((loss, lossSettings) -> {
            Path checkpoint = run.folder().path().resolve("checkpoints").resolve(loss + ".ckpt");
            progress.message(loss.toString());
            report.start(loss);
            Outcomes outcomes = training.run(
                    loss, lossSettings, checkpoint, digests, run.isResumed(), (epoch, trainLoss, scores) -> {
                        metrics.row(
                                loss,
                                epoch,
                                trainLoss,
                                scores.perfect(),
                                scores.exact(),
                                scores.costRatio(),
                                scores.cellAccuracy());
                        report.add(loss, scores);
                        progress.step();
                    });
            report.end(loss, outcomes);
        });
        return report;
    }
}
