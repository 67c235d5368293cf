package io.dither.experiments.labelranking;

import io.dither.error.Arguments;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Parallel;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code dither run ranking-noise}: how well the losses of {@link Method} learn from rankings that a linear model with
 * noise made, at rising levels of noise (Berthet et al. 2020, section 5.2).
 */
@Command(
        name = "ranking-noise",
        footer = {"dither run ranking-noise --levels 0.1,0.5,2 --repeats 20"},
        description = "Learn to rank labels from synthetic rankings at rising levels of noise, by several losses.",
        sortOptions = false)
public final class RankingNoiseExperiment implements Experiment {
    private static final String TRUTH = "true model";

    @Option(
            names = "--levels",
            paramLabel = "S",
            split = ",",
            description = "Add noise of these standard deviations to scores of variance 1. Default: ${DEFAULT-VALUE}.")
    private List<Double> levels = List.of(0.01, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0);

    @Option(names = "--features", paramLabel = "D", description = "Draw this many features. Default: ${DEFAULT-VALUE}.")
    private int features = 10;

    @Option(names = "--labels", paramLabel = "K", description = "Rank this many labels. Default: ${DEFAULT-VALUE}.")
    private int labels = 5;

    @Option(
            names = "--train",
            paramLabel = "N",
            description = "Train on this many examples. Default: ${DEFAULT-VALUE}.")
    private int train = 200;

    @Option(names = "--test", paramLabel = "N", description = "Test on this many examples. Default: ${DEFAULT-VALUE}.")
    private int test = 1000;

    @Option(
            names = "--repeats",
            paramLabel = "R",
            description = "Draw this many data sets per level, each from its own model. Default: ${DEFAULT-VALUE}.")
    private int repeats = 10;

    @Mixin
    private RankingOptions options = new RankingOptions();

    @Override
    public RunOptions runOptions() {
        return RankingOptions.RUN;
    }

    @Override
    public Result run(Run run) {
        levels.forEach(level -> Arguments.positive("level", level));
        levels = levels.stream().sorted().toList(); // the report goes from the least noise to the most
        Arguments.atLeast("labels", labels, 2);
        Arguments.atLeast("features", features, 1);
        Arguments.atLeast("test", test, 1);
        // settings need at least 2 outer folds; they are not used here, as each data set has its own test examples
        RankingSettings settings = options.settings(2, Arguments.atLeast("repeats", repeats, 2), run.seed());
        Arguments.atLeast("train", train, settings.tuning().inner().folds());
        NoiseReport report = new NoiseReport(results(settings, run));
        report.write(run);
        return Result.of(report.json(), report.table(), NoiseReport.NOTE).verdict(report.verdict());
    }

    private List<LevelResult> results(RankingSettings settings, Run run) {
        NoisyRankings rankings = new NoisyRankings(features, labels, train, test);
        List<Callable<Accuracy>> fits = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of(TRUTH));
        settings.methods().forEach(method -> names.add(method.toString()));
        for (double level : levels) {
            for (int m = 0; m < names.size(); m++) {
                int index = m - 1;
                for (int r = 0; r < repeats; r++) {
                    long seed = CrossValidation.seed(settings.seed(), r);
                    fits.add(() -> accuracy(rankings.draw(level, seed), settings, index, seed));
                }
            }
        }
        return grouped(names, Parallel.run(fits, run.threads(), run.progress(fits.size())::step));
    }

    /** Fits the method with this index and returns its accuracy on test examples; for index -1, that of the true model. */
    private static Accuracy accuracy(NoisyRankings.Sample sample, RankingSettings settings, int index, long seed) {
        return index < 0
                ? Accuracy.of(sample.truth(), sample.test())
                : TunedFit.of(settings.methods().get(index), settings, sample.train(), seed)
                        .test(sample.test());
    }

    private List<LevelResult> grouped(List<String> names, List<Accuracy> tests) {
        List<LevelResult> grouped = new ArrayList<>();
        for (double level : levels) {
            for (String name : names) {
                int from = grouped.size() * repeats;
                grouped.add(new LevelResult(level, name, tests.subList(from, from + repeats)));
            }
        }
        return grouped;
    }
}
