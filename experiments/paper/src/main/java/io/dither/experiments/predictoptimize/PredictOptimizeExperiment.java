package io.dither.experiments.predictoptimize;

import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunOptions;
import io.dither.storage.Checksums;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Trains all methods of predict-then-optimise on one benchmark, and compares the test regret of each with least squares. Also shows solves
 * and times, and the regrets of decisions by the noise-free costs and by the mean costs.
 */
@Command(
        name = "predict-optimize",
        footer = {"dither run predict-optimize --problem knapsack --degree 2,6 --repeats 5"},
        description = {"Train all methods of predict-then-optimise on one benchmark, and compare their test regrets."},
        sortOptions = false)
public final class PredictOptimizeExperiment implements Experiment {
    @Mixin
    private ProblemOptions problem = new ProblemOptions();

    @Mixin
    private TrainingOptions training = new TrainingOptions();

    @Override
    public RunOptions runOptions() {
        return RunOptions.seed(42).threads(1, "Use this many threads; it changes no result.");
    }

    @Override
    public Result run(Run run) {
        TrainingSettings trainingSettings = training.settings(run);
        List<Method> methods = training.methods(problem.problem() == Problem.ENERGY_KNAPSACK);
        if (problem.problem() == Problem.ENERGY_KNAPSACK) {
            Path file = problem.data();
            EnergyBenchmark benchmark = EnergyBenchmark.read(file, problem.capacity());
            run.data(Map.of(String.valueOf(file.getFileName()), Checksums.sha256(file)));
            return benchmark.run(run, methods, trainingSettings);
        }
        int draws = training.repeats();
        List<Setting> settingsOfProblem = new ArrayList<>();
        for (int degree : problem.degrees()) {
            for (int size : problem.train()) {
                settingsOfProblem.add(new Setting(problem.generator(degree), degree, size, problem.test()));
            }
        }
        boolean isPublished = problem.drawsPublishedData(run.seed()) && draws == 1;
        Metrics metrics = run.metrics("degree", "train", "seed", "method", "regret", "solves");
        Progress progress = run.progress((long) settingsOfProblem.size() * draws * methods.size());
        BenchmarkReport report = new BenchmarkReport(problem.problem(), isPublished, metrics, progress);
        for (Setting setting : settingsOfProblem) {
            report.add(setting, setting.scores(methods, trainingSettings, run.seed(), draws, report));
        }
        return report.result(run);
    }
}
