package io.dither.experiments.histories;

import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.Instance;
import io.dither.data.setup.Setup;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.InexactOption;
import io.dither.experiments.launch.SeedOption;
import io.dither.experiments.launch.Subcommand;
import io.dither.learn.Cluster;
import io.dither.learn.Forecast;
import io.dither.learn.SavedModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.persons.PersonModel;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dither predict}: decisions by a saved model. */
@Command(
        name = "predict",
        description = "Decide new cases by a saved model, with their costs and probabilities.",
        footer = {
            "dither predict model --data new.csv",
            "dither predict model --data new.csv --out decisions.csv --alternatives 3",
            "dither predict model --data new.csv --probabilities --json",
            "The layout long has one line per coordinate, the others have one line per example."
        },
        sortOptions = false)
public final class PredictCommand implements Subcommand {
    @Parameters(paramLabel = "MODEL", description = "Use the model in this folder.")
    private Path model = Path.of("");

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the decisions to this .csv or .parquet file. Default: print them.")
    private Optional<String> out = Optional.empty();

    @Option(
            names = "--probabilities",
            description = {
                "Add the probability of each coordinate that is above 1 in 1,000.",
                "In the layout long, add the probability of every coordinate."
            })
    private boolean addsProbabilities;

    @Option(
            names = "--alternatives",
            paramLabel = "N",
            defaultValue = "0",
            description = {
                "Add the N most likely decisions with their probabilities. Default: ${DEFAULT-VALUE}.",
                "N is at most 1000."
            })
    private int alternatives;

    @Option(
            names = "--samples",
            paramLabel = "M",
            defaultValue = "1000",
            description = {
                "Draw this many samples for probabilities. Default: ${DEFAULT-VALUE}.",
                "None are drawn if probabilities are exact."
            })
    private int samples;

    @Mixin
    private final PersonOption person = new PersonOption();

    @Mixin
    private final CountOption count = new CountOption();

    @Mixin
    private final SeedOption seed = new SeedOption(0);

    @Mixin
    private final InexactOption inexact = new InexactOption();

    @Mixin
    private final MasterOption master = new MasterOption();

    @Override
    public int run(Context context) {
        data.place(); // a missing --data is refused before the model is read
        PluginCatalogue catalogue = context.plugins();
        SavedModel saved = SavedModel.load(model, catalogue);
        Setup setup = person.applyTo(count.applyTo(Setup.of(saved, catalogue)));
        Histories histories = data.histories(context);
        Examples examples = data.read(setup, context, Optional.empty(), Purpose.DECIDE);
        Fitted fitted = saved.fitted().requireRoot(); // refuses moments without a root
        Fitted decidingFit = inexact.applyTo(fitted); // with the policy of --inexact, if it is given
        // persons decide by the same policy
        Optional<PersonModel> persons = PersonModel.of(saved.withPersons(decidingFit, saved.persons()));
        person.warnOfUnknownPersons(persons, examples.instances(), context);
        String objective = Output.objectiveName(examples.instances().stream().map(Instance::oracle));
        DecisionTable decisions = DecisionTable.of(setup, addsProbabilities, alternatives, objective);
        if (addsProbabilities || alternatives > 0) {
            DecisionTable.warning(fitted, catalogue)
                    .ifPresent(note -> context.err().println("dither: " + note));
        }
        List<Observation> observations =
                examples.instances().stream().map(Instance::undecided).toList();
        try (Cluster cluster = master.open();
                Cluster.History history = MasterOption.send(cluster, examples, observations)) {
            Forecast.Request request = new Forecast.Request(addsProbabilities, alternatives, samples, seed.value());
            Iterator<Instance> instances = examples.instances().iterator();
            RowOutput.Rows rows = receiver -> {
                Consumer<Forecast> writer =
                        forecast -> decisions.rows(instances.next(), forecast).forEach(receiver);
                if (persons.isEmpty()) {
                    history.decide(decidingFit, observations, request, writer);
                } else {
                    // the lambda is sent to the cluster: it captures the person model, and not this command
                    PersonModel personModel = persons.get();
                    history.decide(
                            decidingFit,
                            observations,
                            // decides by the person's weights; the predictor has the typical weights
                            (observation, typicalPredictor) -> personModel.forecast(observation, request),
                            writer);
                }
            };
            new RowOutput(decisions.columns(), out).write(rows, histories, context);
            out.ifPresent(
                    target -> context.out().println(examples.instances().size() + " decisions written to " + target));
        }
        return 0;
    }

    @Override
    public long seed() {
        return seed.value();
    }
}
