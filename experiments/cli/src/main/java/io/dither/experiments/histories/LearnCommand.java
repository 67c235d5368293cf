package io.dither.experiments.histories;

import io.dither.data.setup.Setup;
import io.dither.experiments.command.OptionGroups;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.MapOptions;
import io.dither.experiments.launch.RoadHistory;
import io.dither.experiments.launch.Subcommand;
import io.dither.experiments.learning.PersonOptions;
import io.dither.experiments.run.RunFolder;
import io.dither.learn.SavedModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.study.Study;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dither learn}: costs from a history of decisions. */
@Command(
        name = "learn",
        description = {
            "Learn the costs of a solver from a history of decisions: weights of features with 95 %% intervals, saved as a"
                    + " model that 'dither predict' applies.",
            "The exit code is 4 if the moments have no root."
        },
        footer = {
            "",
            "For example: dither learn --write-example town && cd town && dither learn --layout shared --coordinates roads.csv"
                    + " --data trips.csv --oracle 'jgrapht-shortest-path:file=roads.csv,format=csv,source={from},target={to}'"
                    + " --out model"
        },
        sortOptions = false)
public final class LearnCommand implements Subcommand {
    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final SetupOptions layout = new SetupOptions();

    @Mixin
    private final MapHistory map = new MapHistory();

    @Mixin
    private final LearnOptions options = new LearnOptions();

    @Mixin
    private final PayOption pay = new PayOption();

    @Mixin
    private final PersonOptions persons = PersonOptions.find();

    @Mixin
    private final FitOptions fitting = new FitOptions();

    @Option(
            names = "--continue",
            paramLabel = "DIR",
            description =
                    "Go on from the model in this folder with newer data: its layout, oracle, columns, levels and counted habits, and, by"
                            + " a loss, its weights as the start. Losses, noise and penalties are those of this command.")
    private Optional<Path> earlier = Optional.empty();

    @Option(
            names = "--positions",
            paramLabel = "PLACE",
            description = "Draw maps with these positions of the vertices: columns vertex, x, y.")
    private Optional<String> positions = Optional.empty();

    @Option(
            names = "--write-example",
            paramLabel = "DIR",
            description = "Write an example history to this folder, and show how to learn from it.")
    private Optional<Path> example = Optional.empty();

    /** Shows the options in groups. */
    @Spec
    void group(CommandSpec command) {
        new OptionGroups()
                .group("History", "--data")
                .group("Examples and features", "--layout")
                .group("Columns", "--example")
                .group("Maps and traces", "--map")
                .group("Loss and noise", "--loss")
                .group("Weights", "--l2")
                .group("Standard errors", "--errors")
                .group("Search", "--share-searches")
                .group("Persons who differ", "--pay-in")
                .group("Validation and running", "--holdout")
                .addTo(command);
    }

    @Override
    public int run(Context context) {
        if (example.isPresent()) {
            context.out().print(TownExample.write(example.get()));
            return 0;
        }
        if (map.isGiven()) {
            use(map.make(context, fitting));
        }
        if (data.data.isEmpty()) {
            context.out().print(TownExample.text("layouts.txt"));
            return 0;
        }
        persons.check();
        PluginCatalogue plugins = context.plugins();
        Optional<SavedModel> before = earlier.map(model -> SavedModel.load(model, plugins));
        Setup setup = before.isEmpty()
                ? layout.setup()
                : layout.none(Setup.of(before.get(), plugins).counting(true));
        options.check(setup, plugins);
        setup.check(plugins, fitting.trainOracle, fitting.out.isPresent());
        StudyInput input = StudyInput.read(setup, data, fitting, options.costModel(setup), context);
        Optional<Map<String, double[]>> places = positions.map(where -> Pages.positions(where, data, context));
        context.stoppable().run(); // Ctrl-C ends reading at once

        pay.requireUnit(input);
        input.requireEffects();
        List<FitSettings> settings = options.settings(input);
        Setup learnt = input.learnt(settings.get(0));
        input.requireApart(settings.get(0));
        fitting.check(input, settings.get(0));
        Optional<RunFolder> folder = fitting.out.map(RunFolder::create);
        try (PassLine line = PassLine.of(context)) {
            Study study = input.study(settings).inputs(fitting.inputs(input));
            fitting.addTo(study, folder);
            before.ifPresent(model -> study.startAt(input.start(model)));
            if (persons.areGiven()) {
                study.persons(persons.estimator(setup.covariates(), pay.unit()));
            }
            options.requireErrors(study);
            Keeping keeping = new Keeping(data, learnt, plugins, fitting, folder, line);
            LearnPage page = new LearnPage(input, persons, places);
            int code = new LearnRun(context, keeping, study, input, page, pay.unit()).run();
            if (map.isGiven() && code == 0) {
                context.err().println("dither: " + MapOptions.MATCHES);
            }
            return code;
        } finally {
            folder.ifPresent(RunFolder::close);
        }
    }

    /** Learns from the history of a map, as it is usual for it, but for what the user chose. */
    private void use(RoadHistory history) {
        data.data = Optional.of(history.trips().toString());
        layout.use(history, map);
        options.use(history, map);
        positions = positions.or(() -> Optional.of(history.corners().toString()));
    }

    @Override
    public int threads() {
        return fitting.threads;
    }

    @Override
    public long seed() {
        return fitting.seed;
    }
}
