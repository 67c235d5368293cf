package io.dither.experiments.labelranking;

import io.dither.experiments.labelranking.RankingSettings.Folds;
import io.dither.experiments.labelranking.RankingSettings.Tuning;
import io.dither.experiments.run.RunOptions;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that both experiments on rankings have. */
final class RankingOptions {
    static final RunOptions RUN = RunOptions.seed(0)
            .threads(Runtime.getRuntime().availableProcessors(), "Fits side by side; changes no result.");

    @Option(
            names = "--methods",
            paramLabel = "METHOD",
            split = ",",
            description = "Among ${COMPLETION-CANDIDATES}; the first is compared with each other one.")
    private List<Method> methods = List.of(Method.values());

    @Option(
            names = "--noise",
            paramLabel = "LAW",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private NoiseLaw noise = NoiseLaw.GAUSSIAN;

    @Option(
            names = "--samples",
            paramLabel = "M",
            description = "Fixed noise samples per example for fenchel-young; 0 takes the exact mean instead."
                    + " Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
            names = "--inner-folds",
            paramLabel = "K",
            description = "Parts of the inner cross-validation, which tunes. Default: ${DEFAULT-VALUE}.")
    private int innerFolds = 5;

    @Option(
            names = "--inner-repeats",
            paramLabel = "R",
            description = "How often the inner folds are drawn, where all training examples are tuned on."
                    + " Default: ${DEFAULT-VALUE}.")
    private int innerRepeats = 2;

    @Option(
            names = "--maps",
            paramLabel = "MAP",
            split = ",",
            description = "What models see of features, tuned: linear or with squares, after a colon the standard"
                    + " deviations that features are held within; the first is kept unless another is better"
                    + " by a standard error. Default: ${DEFAULT-VALUE}.")
    private List<String> maps = List.of("linear:2", "linear", "squares:2");

    @Option(
            names = "--tune-examples",
            paramLabel = "N",
            description = "The most training examples to tune on. Default: ${DEFAULT-VALUE}.")
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
