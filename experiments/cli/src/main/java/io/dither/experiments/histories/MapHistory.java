package io.dither.experiments.histories;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.MapMaker;
import io.dither.experiments.launch.MapOptions;
import io.dither.experiments.launch.RoadHistory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A history made of a map and traces, as options, and what it leaves to be chosen. */
final class MapHistory {
    private static final String OUT = "--out";
    private static final String WORK = "--work";
    /** What the user chooses may not go with other options that a map suggests. */
    private static final Map<String, Set<String>> IN_PLACE_OF = Map.of(
            "--loss", Set.of("--noise", "--fix"),
            "--features", Set.of("--fix"),
            "--cost-model", Set.of("--fix"));

    @Mixin
    private final MapOptions options = new MapOptions();

    @Option(
            names = WORK,
            paramLabel = "DIR",
            description = "Keep the history and graph of --map in this folder. Default: map in --out.")
    private Optional<Path> work = Optional.empty();

    @Option(
            names = "--positions",
            paramLabel = "PLACE",
            description = "Draw maps with the positions of vertices in this file: columns vertex, x, y.")
    private Optional<String> positions = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec learn = CommandSpec.create();

    /** What the user gave to this command. */
    private Set<String> given() {
        Set<String> names = new TreeSet<>();
        learn.commandLine().getParseResult().matchedOptions().forEach(option -> names.add(option.longestName()));
        return names;
    }

    private static boolean isOfMap(String name) {
        OptionSpec option = CommandSpec.forAnnotatedObject(new MapOptions()).findOption(name);
        return name.equals(WORK) || option != null;
    }

    /** Returns whether there is any option of it. */
    boolean isGiven() {
        return given().stream().anyMatch(MapHistory::isOfMap);
    }

    /** Returns whether an option is left to what the map suggests. */
    boolean suggests(String option) {
        Set<String> given = given();
        return !given.contains(option)
                && given.stream()
                        .noneMatch(
                                name -> IN_PLACE_OF.getOrDefault(name, Set.of()).contains(option));
    }

    /** Makes the history, and learns from it as it is usual for it, but for what the user chose. */
    void use(Context context, DataOptions data, SetupOptions layout, LearnOptions model, FitOptions fitting) {
        RoadHistory history = make(context, fitting);
        data.data = Optional.of(history.trips().toString());
        layout.use(history, this);
        model.use(history, this);
        positions = positions.or(() -> Optional.of(history.corners().toString()));
    }

    /** Reads where vertices lie, if that is known. */
    Optional<Map<String, double[]>> positions(DataOptions data, Context context) {
        return positions.map(place -> Pages.positions(place, data, context));
    }

    /** Says what a reader of weights learnt from traces has to know. */
    void remind(Context context) {
        if (isGiven()) {
            context.err().println("dither: " + MapOptions.MATCHES);
        }
    }

    /** Makes the history. */
    private RoadHistory make(Context context, FitOptions fitting) {
        options.map();
        MapMaker maker = MapMaker.find()
                .orElseThrow(() -> new InvalidArgumentException(
                        "--map needs dither-graphhopper, which is not on the class path",
                        "Maybe run it by the script dither"));
        Path folder = work.or(() -> fitting.out.map(out -> out.resolve("map")))
                .orElseThrow(() -> new InvalidArgumentException(OUT + " is missing", "Maybe " + OUT + " model"));
        RoadHistory history = maker.make(options, folder, fitting.threads, context);
        context.err().print(history.report());
        context.err().flush();
        return history;
    }
}
