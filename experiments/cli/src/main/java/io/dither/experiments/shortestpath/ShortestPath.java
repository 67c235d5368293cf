package io.dither.experiments.shortestpath;

import io.dither.error.Arguments;
import io.dither.experiments.Experiment;
import io.dither.experiments.learn.LinearModel;
import io.dither.experiments.learn.TrainingPlan;
import io.dither.experiments.run.JsonOutput;
import io.dither.experiments.run.Manifest;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.RunFolder;
import io.dither.experiments.run.TextTable;
import io.dither.losses.FenchelYoungLoss;
import io.dither.oracle.OracleRegistry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Learns to predict the costs of a grid from features, so that the predicted shortest paths are short (predict, then
 * optimize; Elmachtoub and Grigas, 2022), by a linear model on the perturbed Fenchel-Young loss of the optimal paths.
 *
 * <p>The result is the normalised regret on test examples, against least squares on the costs, the noise-free costs and
 * a constant.
 */
@Command(
        name = "shortest-path",
        description =
                "Predict arc costs of a grid from features, trained on its shortest paths; shows the test regret.")
public final class ShortestPath implements Experiment {
    /** The learning rate of the last epoch is this share of the first's. */
    private static final double DECAY = 0.01;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--grid", defaultValue = "5x5", description = "rows x columns of cells (default: ${DEFAULT-VALUE})")
    private String grid = "5x5";

    @Option(
            names = "--degree",
            defaultValue = "4",
            description = "degree of the costs in the features (default: ${DEFAULT-VALUE})")
    private int degree;

    @Option(
            names = "--noise-width",
            defaultValue = "0.5",
            description = "half width of the noise that multiplies the costs, 0 to 1 (default: ${DEFAULT-VALUE})")
    private double noiseWidth;

    @Option(names = "--features", defaultValue = "5", description = "number of features (default: ${DEFAULT-VALUE})")
    private int features;

    @Option(names = "--train", defaultValue = "1000", description = "training examples (default: ${DEFAULT-VALUE})")
    private int train;

    @Option(names = "--test", defaultValue = "1000", description = "test examples (default: ${DEFAULT-VALUE})")
    private int test;

    @Option(
            names = "--loss",
            defaultValue = "fenchel-young",
            description = "what to train on: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private TrainingLoss loss = TrainingLoss.FENCHEL_YOUNG;

    @Option(
            names = "--epsilon",
            defaultValue = "1.0",
            description = "amplitude of the Gaussian noise added to predicted costs (default: ${DEFAULT-VALUE})")
    private double epsilon;

    @Option(
            names = "--samples",
            defaultValue = "10",
            description = "perturbed solves an example and step (default: ${DEFAULT-VALUE})")
    private int samples;

    @Option(names = "--epochs", defaultValue = "20", description = "passes over the data (default: ${DEFAULT-VALUE})")
    private int epochs;

    @Option(names = "--batch", defaultValue = "32", description = "examples a step (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(
            names = "--learning-rate",
            defaultValue = "0.1",
            description = "Adam's rate in the first epoch; it falls to 1 %% of this (default: ${DEFAULT-VALUE})")
    private double learningRate;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "seed of data, split, order and noise (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--threads",
            defaultValue = "1",
            description = "threads; any number gives the same bits (default: ${DEFAULT-VALUE})")
    private int threads;

    @Option(
            names = "--out",
            required = true,
            description = "folder for manifest.json, metrics.csv, result.json and plots")
    private Path out = Path.of("");

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    /** Creates the experiment; picocli fills in its options. */
    public ShortestPath() {}

    @Override
    public Integer call() {
        long start = System.nanoTime();
        Comparison comparison = comparison();
        Training training = new Training(
                loss,
                epsilon,
                samples,
                threads,
                new TrainingPlan(epochs, batch, learningRate, DECAY * learningRate, seed));
        RunFolder folder = RunFolder.create(out);
        folder.writeManifest(Manifest.of(spec, seed, Map.of()));
        Map<String, Double> regret = run(comparison, training, folder);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("experiment", "shortest-path");
        result.put("regret", regret);
        folder.write("result.json", JsonOutput.text(result) + "\n");
        result.put("seconds", (System.nanoTime() - start) / 1e9);
        spec.commandLine().getOut().println(json ? JsonOutput.text(result) : table(regret));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Comparison comparison() {
        CostModel model = new CostModel(Grid.parse(grid), degree, noiseWidth, features);
        Arguments.atLeast("train", train, 1);
        Arguments.atLeast("test", test, 1);
        return Comparison.draw(
                model, OracleRegistry.discover().create(model.grid().oracle()), train, test, seed);
    }

    private Map<String, Double> run(Comparison comparison, Training training, RunFolder folder) {
        History history = new History();
        Map<String, Double> regret = new LinkedHashMap<>();
        try (Metrics metrics = folder.metrics("epoch", "trainLoss", "trainRegret", "testRegret");
                Progress progress = Progress.start("shortest-path", epochs, json)) {
            LinearModel model = training.train(comparison.oracle(), comparison.train(), (epoch, trainLoss, current) -> {
                history.add(metrics, trainLoss, comparison.trainRegret(current), comparison.testRegret(current));
                progress.step();
            });
            regret.put(loss.key(), comparison.testRegret(model));
        }
        regret.put("leastSquares", comparison.leastSquares());
        regret.put("floor", comparison.floor());
        regret.put("constant", comparison.constant());
        Map<String, Double> levels = new LinkedHashMap<>();
        levels.put("least squares, test", comparison.leastSquares());
        levels.put("floor, test", comparison.floor());
        history.plot(folder, lossName(), levels);
        return regret;
    }

    private String lossName() {
        return loss == TrainingLoss.FENCHEL_YOUNG ? FenchelYoungLoss.NAME : loss.toString();
    }

    private static String table(Map<String, Double> regret) {
        TextTable table = new TextTable("prediction", "test regret");
        regret.forEach((name, share) -> table.row(name, String.format(Locale.ROOT, "%.2f %%", 100 * share)));
        return table.toString();
    }
}
