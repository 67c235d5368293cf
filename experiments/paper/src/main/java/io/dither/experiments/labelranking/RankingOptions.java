package io.dither.experiments.labelranking;

import io.dither.experiments.labelranking.RankingSettings.Folds;
import io.dither.experiments.labelranking.RankingSettings.Tuning;
import io.dither.experiments.run.RunOptions;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that both experiments on rankings have. */
final class RankingOptions {
    static final RunOptions RUN = RunOptions.seed(0)
            .threads(
                    Runtime.getRuntime().availableProcessors(),
                    "Fit this many models at the same time; it changes no result.");

    @Option(
            names = "--methods",
            paramLabel = "METHOD",
            split = ",",
            description = "Train these of ${COMPLETION-CANDIDATES}; the first is compared with each other one.")
    private List<Method> methods = List.of(Method.values());

    @Option(
            names = "--noise",
            paramLabel = "LAW",
            description = "Perturb by one of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private NoiseLaw noise = NoiseLaw.GAUSSIAN;

    @Option(
            names = "--samples",
            paramLabel = "M",
            description = "Draw this many fixed samples per example for fenchel-young; 0 takes the exact mean instead."
                    + " Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
            names = "--inner-folds",
            paramLabel = "K",
            description = "Use this many folds in the inner cross-validation, which tunes. Default: ${DEFAULT-VALUE}.")
    private int innerFolds = 5;

    @Option(
            names = "--inner-repeats",
            paramLabel = "R",
            description = "Draw the inner folds this many times, if all training examples are used for tuning."
                    + " Default: ${DEFAULT-VALUE}.")
    private int innerRepeats = 2;

    @Option(
            names = "--maps",
            paramLabel = "MAP",
            split = ",",
            description =
                    "Choose among these maps of features: linear or with squares, and after a colon the number of standard"
                            + " deviations to which features are clamped. The first is taken unless another is better"
                            + " by a standard error. Default: ${DEFAULT-VALUE}.")
    private List<String> maps = List.of("linear:2", "linear", "squares:2");

    @Option(
            names = "--tune-examples",
            paramLabel = "N",
            description = "Tune on at most this many training examples. Default: ${DEFAULT-VALUE}.")
    private int tuneExamples = 3000;

    RankingSettings settings(int folds, int repeats, long seed) {
        List<FeatureMap> features = maps.stream().map(FeatureMap::parse).toList();
        return new RankingSettings(
                methods,
                noise,
                samples,
                new Folds(folds, repeats),
                new Tuning(new Folds(innerFolds, innerRepeats), features, tuneExamples),
                seed);
    }
}
