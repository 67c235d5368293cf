package io.dither.experiments.histories;

import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.setup.Setup;
import io.dither.error.DataException;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.learn.Cluster;
import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.SavedModel;
import io.dither.learn.diagnose.LogLikelihood;
import io.dither.learn.model.Metric;
import io.dither.learn.study.Drift;
import io.dither.learn.study.OverTime;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dither evaluate}: how good the decisions of a saved model are. */
@Command(
        name = "evaluate",
        description =
                "Compare the decisions of a saved model with those of a history, with 95 %% intervals; shows regret if the"
                        + " history has true costs, whether the model became worse than on the examples held out when it was learnt (drift), and, if"
                        + " it knows --time, how it did over time.",
        footer = {"", "For example: dither evaluate --model model --data test.csv"},
        sortOptions = false)
public final class EvaluateCommand implements Subcommand {
    @Option(names = "--model", required = true, paramLabel = "DIR", description = "Use the model in this folder.")
    private Path model = Path.of("");

    @Option(
            names = "--against",
            paramLabel = "DIR",
            description = "Compare with the model in this folder: paired differences.")
    private Optional<Path> against = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Write each example's decision to this .csv or .parquet file, with its cost, that of the observed one, and"
                            + " the number of coordinates that differ.")
    private Optional<String> out = Optional.empty();

    @Option(
            names = "--test-weights",
            description =
                    "Compare weights learnt from this history with those of the model also where that takes samples: about as long as"
                            + " 'dither learn'.")
    private boolean testsWeights;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Use this many threads to test weights; it changes no bit. Default: one per processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final PersonOption person = new PersonOption();

    @Mixin
    private final CountOption count = new CountOption();

    @Mixin
    private final MasterOption master = new MasterOption();

    @Override
    public int run(Context context) {
        data.place(); // is refused before a model is read
        Evaluation evaluation;
        List<Outcome> others;
        try (Cluster cluster = master.open()) {
            evaluation = evaluated(model, cluster, context);
            others = against.map(folder -> evaluated(folder, cluster, context).outcomes())
                    .orElse(List.of());
        }
        List<Outcome> decided = evaluation.outcomes();
        List<Outcome> outcomes = against.isPresent() && data.leftOut().isPresent() ? alike(decided, others) : decided;
        out.ifPresent(file -> OutcomeTable.write(
                data.histories(context), file, outcomes, evaluation.examples().texts()));
        List<Metric> metrics = Metrics.of(outcomes);
        Optional<LogLikelihood> likelihood = evaluation.likelihood(outcomes);
        List<Metric> paired = against.isEmpty() ? List.of() : Metrics.differences(outcomes, others);
        Optional<OverTime> time = evaluation.overTime(outcomes);
        Drift drift = evaluation.drift(testsWeights, threads, context.plugins());
        context.print(
                () -> {
                    Map<String, Object> fields = fields(outcomes, metrics, paired);
                    likelihood.ifPresent(
                            figures -> figures.named().forEach((name, value) -> fields.put(Output.key(name), value)));
                    fields.put("drift", DriftText.fields(drift));
                    time.ifPresent(parts -> fields.put("overTime", OverTimeText.fields(parts, outcomes, others)));
                    return fields;
                },
                () -> text(outcomes, metrics, paired)
                        + likelihood.map(figures -> "\n" + figures + "\n").orElse("")
                        + DriftText.text(drift)
                        + time.map(parts -> OverTimeText.text(parts, outcomes, others))
                                .orElse(""));
        return 0;
    }

    private Map<String, Object> fields(List<Outcome> outcomes, List<Metric> metrics, List<Metric> differences) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("examples", outcomes.size());
        fields.put("metrics", Output.fields(metrics));
        if (against.isPresent()) {
            fields.put("differences", Output.fields(differences));
        }
        return fields;
    }

    private String text(List<Outcome> outcomes, List<Metric> metrics, List<Metric> differences) {
        String text = outcomes.size() + " examples (95 % intervals):\n" + Output.text(metrics);
        return against.isPresent() ? text + "\nless the other model, paired:\n" + Output.text(differences) : text;
    }

    /** Leaves out what the other model could not read. */
    private static List<Outcome> alike(List<Outcome> outcomes, List<Outcome> others) {
        Set<String> read = others.stream().map(one -> one.observation().id()).collect(Collectors.toSet());
        return outcomes.stream()
                .filter(one -> read.contains(one.observation().id()))
                .toList();
    }

    private Evaluation evaluated(Path folder, Cluster cluster, Context context) {
        SavedModel saved = SavedModel.load(folder, context.plugins());
        Output.warn(folder, saved, context);
        Setup setup = person.of(count.of(Setup.of(saved, context.plugins())));
        Examples examples = data.read(setup, context, Optional.empty(), Purpose.EVALUATE);
        if (examples.observations().isEmpty()) {
            throw new DataException(
                    Histories.withoutSecrets(data.place()),
                    0,
                    "it has no column of decisions or costs to compare with");
        }
        return Evaluation.of(saved, examples, cluster);
    }
}
