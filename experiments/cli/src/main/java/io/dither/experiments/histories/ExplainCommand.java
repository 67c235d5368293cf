package io.dither.experiments.histories;

import static io.dither.learn.model.PlainText.format;
import static io.dither.learn.model.PlainText.number;

import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.Examples;
import io.dither.data.Instance;
import io.dither.data.setup.Setup;
import io.dither.error.DataException;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.layer.Decision;
import io.dither.learn.Predictor;
import io.dither.learn.SavedModel;
import io.dither.learn.diagnose.Explanation;
import io.dither.learn.model.Fitted;
import io.dither.learn.persons.PersonModel;
import io.dither.oracle.Vertex;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dither explain}: why a saved model decides one example as it does. */
@Command(
        name = "explain",
        description = {
            "Explain one decision of a saved model, feature by feature.",
            "It is shown beside the observed decision, or beside the likeliest other one."
        },
        footer = {
            "dither explain model --data trips.csv --example t017",
            "dither explain model --data new.csv --example 12 --json",
            "dither explain model --data shop.csv --example 7 --person customer"
        },
        sortOptions = false)
public final class ExplainCommand implements Subcommand {
    /** The number of samples among which the likeliest other decision is searched for, unless probabilities are exact. */
    private static final int SAMPLES = 1000;

    @Parameters(paramLabel = "MODEL", description = "Use the model in this folder.")
    private Path model = Path.of("");

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(names = "--example", required = true, paramLabel = "ID", description = "Explain this example.")
    private String example = "";

    @Mixin
    private final PersonOption person = new PersonOption();

    @Mixin
    private final CountOption count = new CountOption();

    /** The decision with which the model's decision is compared; its name is "observed" or "likeliest other". */
    private record Other(String name, Vertex decision) {}

    @Override
    public int run(Context context) {
        String place = data.place();
        PluginCatalogue catalogue = context.plugins();
        SavedModel saved = SavedModel.load(model, catalogue);
        Output.warnIfUnusable(model, saved, context);
        Examples examples = data.read(
                person.applyTo(count.applyTo(Setup.of(saved, catalogue))), context, Optional.empty(), Purpose.EXPLAIN);
        Instance instance = examples.instances().stream()
                .filter(candidate -> candidate.id().equals(example))
                .findFirst()
                .orElseThrow(() -> new DataException(
                        place,
                        0,
                        "no example has the id '" + example + "'. Maybe a typing error, or it is in another file"));
        Optional<Decision> observed = examples.observations().stream()
                .filter(observation -> observation.id().equals(example) && observation.target() instanceof Decision)
                .map(observation -> (Decision) observation.target())
                .findFirst();
        Optional<PersonModel> persons = PersonModel.of(saved);
        person.warnOfUnknownPersons(persons, List.of(instance), context);
        // in a model of persons, the cluster of an example is its person; each person has their own weights
        Fitted fitted = persons.map(model -> model.fitted(instance.cluster())).orElse(saved.fitted());
        Vertex decided;
        Other other;
        try (Predictor predictor = Predictor.of(fitted)) {
            decided = predictor.predict(instance.features(), instance.oracle()).decision();
            other = observed.isPresent()
                    ? new Other("observed", observed.get().point())
                    : likeliestOther(predictor, instance, decided);
        }
        Explanation explanation = Explanation.of(
                fitted,
                instance.features(),
                instance.oracle(),
                decided.toArray(),
                other.decision().toArray());
        context.print(
                () -> fields(instance, decided, other, explanation), () -> text(instance, decided, other, explanation));
        return 0;
    }

    /** Returns the likeliest decision other than the model's: it is among the two most likely decisions. */
    private static Other likeliestOther(Predictor predictor, Instance instance, Vertex decided) {
        List<Predictor.Alternative> twoLikeliest =
                predictor.alternatives(instance.features(), instance.oracle(), 2, SAMPLES, 0); // with seed 0
        return twoLikeliest.stream()
                .map(Predictor.Alternative::decision)
                .filter(alternative -> !Arrays.equals(alternative.toArray(), decided.toArray()))
                .findFirst()
                .map(alternative -> new Other("likeliest other", alternative))
                .orElseThrow(() -> new DataException(
                        instance.id(), 0, "the model is sure: it finds no other decision with a probability above 0"));
    }

    private static Map<String, Object> fields(Instance instance, Vertex decided, Other other, Explanation explanation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("example", instance.id());
        fields.put("decision", instance.text(decided));
        fields.put("other", instance.text(other.decision()));
        fields.put("otherIs", other.name());
        String objective = Output.objectiveName(Stream.of(instance.oracle()));
        fields.put(objective, explanation.cost());
        fields.put(objective.equals("cost") ? "otherCost" : "otherScore", explanation.otherCost());
        fields.put("parts", explanation.parts());
        return fields;
    }

    private static String text(Instance instance, Vertex decided, Other other, Explanation explanation) {
        int width = explanation.parts().stream()
                .mapToInt(part -> part.name().length())
                .reduce(7, Math::max); // at least 7, so that 'cost' and 'score' fit, too
        StringBuilder text = new StringBuilder();
        text.append("the model's decision: ").append(instance.text(decided));
        text.append("\n").append(other.name()).append(": ").append(instance.text(other.decision()));
        String form = "%-" + width + "s %12s %16s %12s\n";
        text.append(format("\n\n" + form, "", "the model's", other.name(), "difference"));
        explanation
                .parts()
                .forEach(part -> text.append(format(
                        form, part.name(), number(part.decision()), number(part.other()), number(part.difference()))));
        return text.append(format(
                        form,
                        Output.objectiveName(Stream.of(instance.oracle())),
                        number(explanation.cost()),
                        number(explanation.otherCost()),
                        number(explanation.difference())))
                .toString();
    }
}
