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

/** The options of a history that is made from a map and GPS traces. Such a history suggests values of other options. */
final class MapHistory {
    private static final String OUT = "--out";
    private static final String WORK = "--work";
    /** The options for which the map suggests no value if the user gives the option that is the key. */
    private static final Map<String, Set<String>> NOT_SUGGESTED_WITH = Map.of(
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
            description = "Draw maps of a graph with the positions of its vertices in this file: columns vertex, x, y.")
    private Optional<String> positions = Optional.empty();

    /** The command that has these options. */
    @Spec(Spec.Target.MIXEE)
    private CommandSpec learn = CommandSpec.create();

    /** Returns the names of the options on the command line. */
    private Set<String> optionNames() {
        Set<String> names = new TreeSet<>();
        learn.commandLine().getParseResult().matchedOptions().forEach(option -> names.add(option.longestName()));
        return names;
    }

    private static boolean isOfMap(String name) {
        OptionSpec option = CommandSpec.forAnnotatedObject(new MapOptions()).findOption(name);
        return name.equals(WORK) || option != null;
    }

    /** Returns whether the command line has an option that makes a history from a map, unlike {@code --positions}. */
    boolean isGiven() {
        return optionNames().stream().anyMatch(MapHistory::isOfMap);
    }

    /**
     * Returns whether the map suggests a value for an option: the command line has neither the option nor another option that decides it.
     */
    boolean suggests(String option) {
        Set<String> given = optionNames();
        return !given.contains(option)
                && given.stream()
                        .noneMatch(name ->
                                NOT_SUGGESTED_WITH.getOrDefault(name, Set.of()).contains(option));
    }

    /** Makes the history of the map, and sets the options that it suggests. */
    void makeHistory(Context context, DataOptions data, SetupOptions layout, LearnOptions model, FitOptions fitting) {
        RoadHistory history = matchTraces(context, fitting);
        data.data = Optional.of(history.trips().toString());
        layout.useSuggestions(history, this);
        model.useSuggestions(history, this);
        positions = positions.or(() -> Optional.of(history.corners().toString()));
    }

    /** Reads the positions of vertices, if there are any. */
    Optional<Map<String, double[]>> positions(DataOptions data, Context context) {
        return positions.map(place -> Pages.positions(place, data, context));
    }

    /** Warns that the intervals do not include errors of matching traces to roads. */
    void warnOfMatching(Context context) {
        if (isGiven()) {
            context.err().println("dither: " + MapOptions.MATCHING_WARNING);
        }
    }

    private RoadHistory matchTraces(Context context, FitOptions fitting) {
        options.map(); // refuses a missing --map
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
