package io.dither.experiments.histories;

import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.experiments.learning.ResultsView.Section;
import io.dither.learn.Cluster;
import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.diagnose.LogLikelihood;
import io.dither.learn.model.Metric;
import io.dither.learn.study.Drift;
import io.dither.learn.study.OverTime;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dither evaluate}: how good the decisions of a saved model are. */
@Command(
        name = "evaluate",
        description = {
            "Measure how well a saved model predicts later decisions, and whether it drifts.",
            "Metrics have 95 %% intervals. Drift compares with the examples held out when the model was "
                    + "learnt; a model learnt with --time is also measured over time; with true costs in the history, "
                    + "regret is shown."
        },
        footer = {
            "dither evaluate model --data later.csv",
            "dither evaluate model --data later.csv --out decisions.csv",
            "dither evaluate model --data later.csv --test-weights --json"
        },
        sortOptions = false)
public final class EvaluateCommand implements Subcommand {
    @Parameters(paramLabel = "MODEL", description = "Use the model in this folder.")
    private Path model = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = {
                "Write the decision of each example to this .csv or .parquet file.",
                "The file also has its cost, the cost of the observed decision, and the number of coordinates that differ."
            })
    private Optional<String> out = Optional.empty();

    @Option(
            names = "--test-weights",
            description = {
                "Test the weights for drift even if the fit draws samples.",
                "This compares weights learnt from this history with those of the model; it takes as long as 'dither "
                        + "learn'."
            })
    private boolean testsWeights;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Use this many threads to test weights. Default: all processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private final EvaluationOptions options = new EvaluationOptions();

    @Mixin
    private final MasterOption master = new MasterOption();

    @Override
    public int run(Context context) {
        DataOptions data = options.data;
        data.place(); // a missing --data is refused before the model is read
        Evaluation evaluation;
        try (Cluster cluster = master.open()) {
            evaluation = options.evaluation(model, cluster, context);
        }
        List<Outcome> outcomes = evaluation.outcomes();
        out.ifPresent(file -> OutcomeTable.write(
                data.histories(context), file, outcomes, evaluation.examples().decisionTexts()));
        List<Metric> metrics = Metrics.of(outcomes);
        Optional<LogLikelihood> likelihood = evaluation.likelihood();
        Optional<OverTime> overTime = evaluation.overTime();
        Optional<Section> decisionSection = evaluation.decisionSection();
        Drift drift = evaluation.drift(testsWeights, threads, context.plugins());
        context.print(
                () -> {
                    Map<String, Object> fields = fields(outcomes, metrics);
                    likelihood.ifPresent(
                            figures -> figures.byName().forEach((name, value) -> fields.put(Output.key(name), value)));
                    decisionSection.ifPresent(section -> fields.putAll(section.fields()));
                    fields.put("drift", DriftText.fields(drift));
                    overTime.ifPresent(time -> fields.put("overTime", OverTimeText.fields(time, outcomes)));
                    return fields;
                },
                () -> text(outcomes, metrics)
                        + likelihood.map(figures -> "\n" + figures + "\n").orElse("")
                        + decisionSection.map(Section::text).orElse("")
                        + DriftText.text(drift)
                        + overTime.map(time -> OverTimeText.text(time, outcomes))
                                .orElse(""));
        return 0;
    }

    private static Map<String, Object> fields(List<Outcome> outcomes, List<Metric> metrics) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("examples", outcomes.size());
        fields.put("metrics", Output.fields(metrics));
        return fields;
    }

    private static String text(List<Outcome> outcomes, List<Metric> metrics) {
        return outcomes.size() + " examples (95 % intervals):\n" + Output.text(metrics);
    }
}
