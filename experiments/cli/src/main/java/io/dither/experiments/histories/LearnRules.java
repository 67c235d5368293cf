package io.dither.experiments.histories;

import static io.dither.experiments.launch.OptionRule.excludes;
import static io.dither.experiments.launch.OptionRule.needs;

import io.dither.data.ColumnRoles.Role;
import io.dither.experiments.launch.OptionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Rules that say which options of {@code dither learn} need or exclude each other: an option needs at least one option of its list, or
 * excludes them all. The module of persons adds its own rules.
 */
final class LearnRules {
    private static final String EPOCHS = "--epochs";
    private static final String MAP = "--map";
    private static final String CONTINUE = "--continue";

    /** Options that need a map, each with its reason. */
    private static final Map<String, String> OF_MAPS = Map.of(
            "--traces", "traces are matched to its roads",
            "--profile", "it is a vehicle on its roads",
            "--elevation", "slopes are those of its roads",
            "--accuracy", "it is the distance of traces from its roads",
            "--gap", "it is a distance between points of a trace",
            "--turns", "turns are from road to road",
            "--work", "it holds what is made of the map");

    /** Options that say how rows are read, besides the roles of columns; {@code --continue} excludes them. */
    private static final List<String> READING = List.of(
            "--layout", "--oracle", "--coordinates", "--coordinates-query", "--features", "--categories", "--habits");

    private static final List<OptionRule> ALL = all();

    private LearnRules() {}

    /** Returns these rules and then the others. */
    static List<OptionRule> with(List<OptionRule> others) {
        return Stream.concat(ALL.stream(), others.stream()).toList();
    }

    private static List<OptionRule> all() {
        List<OptionRule> rules = new ArrayList<>(List.of(
                excludes(
                        MAP,
                        List.of("--data", CONTINUE),
                        "a map with traces makes a history of its own",
                        "match the traces by 'dither map', and give --data alone"),
                excludes(
                        "--row",
                        List.of("--coordinate"),
                        "a pair of row and column takes the place of a coordinate",
                        "leave --coordinate out"),
                needs("--row", List.of("--column"), "a pair has both", "add --column driver"),
                needs("--column", List.of("--row"), "a pair has both", "add --row order"),
                needs(
                        "--habits",
                        List.of("--time", CONTINUE),
                        "habits count only earlier decisions",
                        "add --time day, the column with the time of an example"),
                needs(
                        "--coordinates-query",
                        List.of("--coordinates"),
                        "it is sent to the database of the coordinates",
                        "add --coordinates jdbc:..."),
                needs(
                        "--effects-ridge",
                        List.of("--effects", CONTINUE),
                        "it shrinks nothing else",
                        "add --effects, or leave it out"),
                needs("--batch", List.of(EPOCHS), "only Adam takes mini-batches", "add --epochs 20"),
                needs("--rate", List.of(EPOCHS), "only Adam has a learning rate", "add --epochs 20"),
                excludes(
                        "--pooled",
                        List.of("--master", "--resume"),
                        "the solutions that it reuses stay on this machine, and are in no checkpoint",
                        "leave out --master and --resume"),
                needs("--resume", List.of("--out"), "checkpoints lie in that folder", "add --out model")));
        OF_MAPS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(option -> rules.add(needs(
                        option.getKey(), List.of(MAP), option.getValue(), "add --map city.osm.pbf, or leave it out")));
        Stream.concat(READING.stream(), Stream.of(Role.values()).map(Role::option))
                .forEach(option -> rules.add(excludes(
                        CONTINUE,
                        List.of(option),
                        "the model reads rows as it did before",
                        "leave " + option + " out")));
        return List.copyOf(rules);
    }
}
