package io.dither.experiments.choice;

import io.dither.choice.Choices;
import io.dither.choice.DecisionMakers;
import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.ColumnRoles.Role;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.History;
import io.dither.data.Instance;
import io.dither.data.setup.Setup;
import io.dither.error.Arguments;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.learn.SavedModel;
import io.dither.learn.persons.PersonModel;
import io.dither.storage.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dither simulate}: market shares before and after a change of the data. */
@Command(
        name = "simulate",
        description = {
            "Forecast the shares of alternatives before and after a change of the data.",
            "For models of 'dither choice'. Shares are means of probabilities over the choices of the data, with 95 %% intervals for"
                    + " the errors of the coefficients. If persons differ, the shares are of persons whose earlier choices are unknown."
        },
        footer = {
            "dither simulate model --data new.csv --set 'CAR_CO*1.2'",
            "dither simulate model --data new.csv --set 'CAR_CO=CAR_CO+10' --by INCOME --picture shares.svg",
            "dither simulate model --data new.csv --set 'CAR_AV=0' --json"
        },
        sortOptions = false)
public final class SimulateCommand implements Subcommand {
    /** The number of antithetic pairs of tastes, if the model draws tastes. All choices use the same pairs. */
    private static final int PAIRS = 25;

    @Parameters(paramLabel = "MODEL", description = "Use the model in this folder.")
    private Path model = Path.of("");

    @Option(names = "--data", required = true, paramLabel = "PLACE", description = "Forecast the choices of this file.")
    private String data = "";

    @Option(
            names = "--set",
            paramLabel = "CHANGE",
            description = {
                "Change a column, such as CAR_CO*1.2 or 'CAR_CO=CAR_CO+10'. May be repeated.",
                "Terms are those of 'dither choice --define'. Omit --set to forecast with the data as they are."
            })
    private List<String> changes = List.of();

    @Option(
            names = "--by",
            paramLabel = "COL",
            description = "Show the shares of each group of choices in this column too.")
    private Optional<String> by = Optional.empty();

    @Option(
            names = "--weight",
            paramLabel = "COL",
            description = "Weight each choice by this column, such as a weight of a survey.")
    private Optional<String> weight = Optional.empty();

    @Option(names = "--picture", paramLabel = "FILE", description = "Draw the shares into this .svg file.")
    private Optional<Path> picture = Optional.empty();

    @Override
    public int run(Context context) {
        picture.ifPresent(file -> Arguments.require(
                file.toString().endsWith(".svg"), "--picture = " + file + " is not a .svg file", "Maybe shares.svg"));
        SavedModel saved = SavedModel.load(model, context.plugins());
        saved.fitted().requireRoot(); // refuses a fit by moments whose equations have no root
        Setup setup = Setup.of(saved, context.plugins());
        Choices choices = Choices.parse(setup.roles().getOrDefault(Role.RESHAPE, ""));
        Histories histories = new Histories(context.plugins().classLoaders(), System.getenv());
        History rows = histories.open(data);
        Examples before = read(setup, rows, histories, context);
        Examples after = changes.isEmpty()
                ? before
                : read(setup.with(Role.RESHAPE, choices.changed(changes).text()), rows, histories, context);
        Segments segments = Segments.of(before.instances(), rows, choices, by, weight);
        DecisionMakers deciders = PersonModel.of(saved)
                .map(persons -> DecisionMakers.of(persons.mixture(), PAIRS))
                .orElseGet(() -> DecisionMakers.of(saved.fitted()));
        // each alternative that is offered before or after the change, once
        List<String> alternatives = choices.inOrder(Stream.of(before, after)
                .flatMap(examples -> examples.instances().stream())
                .map(Instance::names));
        ForecastTable table =
                new ForecastTable(new Forecasts(deciders, before, after, segments, alternatives).shares(), changes);
        picture.ifPresent(file -> AtomicFile.write(file, table.chart().svg().getBytes(StandardCharsets.UTF_8)));
        context.print(table::fields, table::text);
        return 0;
    }

    private static Examples read(Setup setup, History rows, Histories histories, Context context) {
        // empty: nothing is trained here, so there is no oracle for training
        return setup.read(rows, histories, context.plugins(), Optional.empty(), Purpose.DECIDE);
    }
}
