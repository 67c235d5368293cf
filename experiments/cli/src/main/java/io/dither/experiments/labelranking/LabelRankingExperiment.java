package io.dither.experiments.labelranking;

import io.dither.error.Arguments;
import io.dither.experiments.Experiment;
import io.dither.experiments.learn.TrainingPlan;
import io.dither.experiments.run.JsonOutput;
import io.dither.experiments.run.Manifest;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code dither run label-ranking}: a linear model learns to rank labels, against least squares on the ranks (Berthet et
 * al. 2020, section 5.2).
 */
@Command(
        name = "label-ranking",
        description = {
            "Learn to rank labels from features, against least squares on the ranks.",
            "Without --data on bundled iris and wine."
        },
        sortOptions = false,
        showDefaultValues = true)
public final class LabelRankingExperiment implements Experiment {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FILE-OR-DIR",
            description = "a file of features and rankings such as c>a>b, or a folder: all its *.txt")
    private @Nullable Path data;

    @Option(names = "--folds", paramLabel = "K", description = "parts of the cross-validation")
    private int folds = 10;

    @Option(names = "--loss", paramLabel = "LOSS", description = "one of ${COMPLETION-CANDIDATES}")
    private RankingLoss loss = RankingLoss.FENCHEL_YOUNG;

    @Option(names = "--epsilon", paramLabel = "E", description = "amplitude of the noise")
    private double epsilon = 1;

    @Option(names = "--samples", paramLabel = "M", description = "noise samples an example and step")
    private int samples = 5;

    @Option(names = "--noise", paramLabel = "LAW", description = "one of ${COMPLETION-CANDIDATES}")
    private NoiseLaw noise = NoiseLaw.GAUSSIAN;

    @Option(names = "--epochs", paramLabel = "N", description = "passes over the training examples")
    private int epochs = 100;

    @Option(names = "--batch", paramLabel = "N", description = "examples a step")
    private int batch = 32;

    @Option(names = "--learning-rate", paramLabel = "R", description = "rate of Adam in the first epoch")
    private double learningRate = 0.03;

    @Option(names = "--final-learning-rate", paramLabel = "R", description = "rate in the last; geometric between")
    private double finalLearningRate = 0.003;

    @Option(names = "--seed", paramLabel = "S", description = "seed of folds, order and noise")
    private long seed;

    @Option(names = "--threads", paramLabel = "T", description = "folds run side by side; changes no result")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the run folder")
    private @Nullable Path out;

    @Option(names = "--json", description = "print the results as JSON")
    private boolean json;

    /** Creates the experiment with its defaults. */
    public LabelRankingExperiment() {}

    @Override
    public Integer call() {
        CommandSpec command = java.util.Objects.requireNonNull(spec);
        RankingSettings settings = settings();
        List<RankingData> sets = DataSets.load(data);
        RunFolder folder = RunFolder.create(java.util.Objects.requireNonNull(out));
        folder.writeManifest(Manifest.of(command, seed, checksums(sets)));
        RankingReport report = new RankingReport(loss, run(settings, sets));
        report.write(folder);
        folder.write("result.json", JsonOutput.text(report.json()) + "\n");
        PrintWriter output = command.commandLine().getOut();
        output.print(json ? JsonOutput.text(report.json()) + "\n" : report.table());
        output.flush();
        return 0;
    }

    private RankingSettings settings() {
        Arguments.positive("epsilon", epsilon);
        Arguments.atLeast("samples", samples, loss == RankingLoss.SQUARED ? 2 : 1);
        TrainingPlan plan = new TrainingPlan(epochs, batch, learningRate, finalLearningRate, seed);
        return new RankingSettings(loss, noise, epsilon, samples, plan, folds, seed);
    }

    private List<DataSetResult> run(RankingSettings settings, List<RankingData> sets) {
        long steps = (long) sets.size() * folds * epochs;
        try (Progress progress = Progress.start("label ranking", steps, json)) {
            return new CrossValidation(settings, threads).run(sets, progress::step);
        }
    }

    private static Map<String, String> checksums(List<RankingData> sets) {
        Map<String, String> sums = new LinkedHashMap<>();
        sets.forEach(set -> sums.put(set.name(), set.sha256()));
        return sums;
    }
}
