package io.dither.experiments.shortestpath;

import io.dither.experiments.learn.LinearModel;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.JsonOutput;
import io.dither.experiments.run.Manifest;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.RunFolder;
import io.dither.experiments.run.TextTable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Learns to predict the costs of a grid from features, so that the predicted shortest paths are short (predict, then
 * optimize; Elmachtoub and Grigas, 2022), by a linear model on the perturbed Fenchel-Young loss of the optimal paths.
 *
 * <p>The result is the normalised regret on test examples, against least squares on the costs, the noise-free costs and
 * a constant. The test examples are looked at after each epoch for the plot and the metrics; they choose nothing.
 */
@Command(
        name = "shortest-path",
        description =
                "Predict arc costs of a grid from features, trained on its shortest paths; shows the test regret.")
public final class ShortestPathExperiment implements Experiment {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ShortestPathOptions options = new ShortestPathOptions();

    @Option(
            names = "--out",
            required = true,
            description = "folder for manifest.json, metrics.csv, result.json and plots")
    private Path out = Path.of("");

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    /** The time of training alone, without the scores after each epoch. */
    private double trainingSeconds;

    /** Creates the experiment; picocli fills in its options. */
    public ShortestPathExperiment() {}

    @Override
    public Integer call() {
        long start = System.nanoTime();
        Training training = options.training();
        Comparison comparison = options.comparison();
        RunFolder folder = RunFolder.create(out);
        folder.writeManifest(Manifest.of(spec, options.seed(), Map.of()));
        History history = new History(training.loss());
        Map<String, Double> regret = new LinkedHashMap<>();
        regret.put(training.loss().key(), comparison.testRegret(train(training, comparison, folder, history)));
        regret.put("leastSquares", comparison.leastSquares());
        regret.put("floor", comparison.floor());
        regret.put("constant", comparison.constant());
        history.plot(folder, comparison.leastSquares(), comparison.floor());
        report(folder, regret, start);
        return 0;
    }

    private LinearModel train(Training training, Comparison comparison, RunFolder folder, History history) {
        try (Metrics metrics = folder.metrics("epoch", training.loss().column(), "trainRegret", "testRegret");
                Progress progress = Progress.start("shortest-path", options.epochs(), json)) {
            long start = System.nanoTime();
            LongAdder scoring = new LongAdder();
            LinearModel trained = training.train(comparison.oracle(), comparison.train(), (epoch, trainLoss, model) -> {
                long trainedUntil = System.nanoTime();
                history.add(metrics, trainLoss, comparison.trainRegret(model), comparison.testRegret(model));
                progress.step();
                scoring.add(System.nanoTime() - trainedUntil);
            });
            trainingSeconds = (System.nanoTime() - start - scoring.sum()) / 1e9;
            return trained;
        }
    }

    // the time is printed only: a run folder holds what the same run writes again
    private void report(RunFolder folder, Map<String, Double> regret, long start) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("experiment", "shortest-path");
        result.put("regret", regret);
        folder.write("result.json", JsonOutput.text(result) + "\n");
        result.put("seconds", (System.nanoTime() - start) / 1e9);
        result.put("trainingSeconds", trainingSeconds);
        spec.commandLine().getOut().print(json ? JsonOutput.text(result) + "\n" : table(regret) + trainingTime());
        spec.commandLine().getOut().flush();
    }

    private String trainingTime() {
        return String.format(Locale.ROOT, "trained %d epochs in %.2f s%n", options.epochs(), trainingSeconds);
    }

    private static String table(Map<String, Double> regret) {
        TextTable table = new TextTable("prediction", "test regret");
        regret.forEach((name, share) -> table.row(name, String.format(Locale.ROOT, "%.2f %%", 100 * share)));
        return table.toString();
    }
}
