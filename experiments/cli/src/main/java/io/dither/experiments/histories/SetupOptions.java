package io.dither.experiments.histories;

import io.dither.data.ColumnRoles.Role;
import io.dither.data.formula.Formula;
import io.dither.data.setup.Layout;
import io.dither.data.setup.Setup;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.launch.RoadHistory;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How examples are made of rows, as options. */
final class SetupOptions {
    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            defaultValue = "wide",
            description =
                    "Read lines this way; long: one line per example and coordinate; wide: one line per example; shared: one line"
                            + " per example, and a file of --coordinates that all share. Default: ${DEFAULT-VALUE}.")
    private Layout layout = Layout.WIDE;

    @Option(
            names = "--oracle",
            paramLabel = "SPEC",
            description =
                    "Use this oracle; {column} is replaced by that column of the example, {d} by the number of its"
                            + " coordinates. 'dither oracles' lists them.")
    private Optional<String> oracle = Optional.empty();

    @Option(
            names = "--coordinates",
            paramLabel = "PLACE",
            description =
                    "Read the coordinates, such as roads, from this .csv, .parquet or .json file, or from jdbc:... with"
                            + " --coordinates-query.")
    private Optional<String> coordinates = Optional.empty();

    @Option(
            names = "--coordinates-query",
            paramLabel = "SQL",
            description = "Ask this of the coordinates' database, or of their file as the table data.")
    private Optional<String> coordinatesQuery = Optional.empty();

    @Option(
            names = "--features",
            paramLabel = "TERMS",
            description = "Use these columns as features, or terms made of them, such as 'km, log(minutes), km:rain,"
                    + " bin(slope; 0, 5, 10), C(road)'. Default: all columns without a role.")
    private List<String> features = List.of();

    @Option(
            names = "--categories",
            paramLabel = "COLS",
            split = ",",
            description = "Treat these features as words: each word but the first becomes a feature of 0 and 1.")
    private List<String> categories = List.of();

    @Option(
            names = "--habits",
            paramLabel = "TEXT",
            description =
                    "Add features of how often and how lately a coordinate was chosen before, -log of its share among its rivals, such"
                            + " as 'rivals={from}, by={weekday}, decay=0.5, smooth=0.1': over all earlier examples, and those alike in"
                            + " 'by'; needs --time. 'of={from}-{to}' names coordinates; 'after=30' only counts the first 30 examples.")
    private String habits = "";

    private final Map<Role, OptionSpec> columns = new EnumMap<>(Role.class);

    /** Adds the options that name columns. */
    @Spec
    void addColumns(CommandSpec command) {
        for (Role role : Role.values()) {
            OptionSpec option = OptionSpec.builder(names(role))
                    .paramLabel(role == Role.MEMBERSHIP ? "COLS" : role == Role.ALTERNATIVES ? "NAMES" : "COL")
                    .type(String.class)
                    .description(description(role))
                    .build();
            columns.put(role, option);
            command.addOption(option);
        }
    }

    /** Who decides is a cluster too. */
    private static String[] names(Role role) {
        return role == Role.CLUSTER ? new String[] {role.option(), "--person"} : new String[] {role.option()};
    }

    private static String description(Role role) {
        return switch (role) {
            case EXAMPLE -> "Read the example's name from this column. Default: example.";
            case COORDINATE -> "Read the coordinate from this column. Default: coordinate.";
            case ROW ->
                "Read the row of each pair of an assignment, such as an order, from this column of the layout long, in place of a"
                        + " coordinate; {rows} in the oracle is their number.";
            case COLUMN -> "Read the column of each pair, such as a driver, from this column; {cols} is their number.";
            case ALTERNATIVES ->
                "Name the coordinates in the oracle's order, such as 'car,train,bus': decisions and all output speak by these names.";
            case DECISION -> "Read what was done from this column. Default: decision.";
            case COST -> "Read the true cost from this column, if it is known. Default: cost.";
            case CLUSTER ->
                "Let examples of the same value in this column, such as a traveller, depend on each other, or differ in their"
                        + " --tastes or --classes.";
            case TIME ->
                "Order examples by this column, of numbers, or of dates and times such as 2026-11-28 or 2026-11-28T08:30+01:00: the"
                        + " latest are held out, folds roll, and habits know what came before.";
            case WEIGHT -> "Weight each example by this column.";
            case NOISE_BY -> "Scale gamma noise by this column, such as a length: its shape per unit.";
            case PATH ->
                "Read the path of each alternative from this column of the layout long, such as 'r12:0.8>r7:1.5' (arcs, perhaps"
                        + " with lengths): the logarithm of its path size becomes a feature.";
            case OFFSET -> "Read the known part of the cost of a coordinate from this column.";
            case VARY_BY ->
                "Let coordinates of the layout shared differ by this column, such as the hour: they have a line for each value,"
                        + " matched with the example's, or one without a value for all others.";
            case MEMBERSHIP ->
                "Let membership of --classes follow these columns of persons, such as 'age, log(income)', by a multinomial logit.";
            case EFFECTS ->
                "Give each group of coordinates of the same value in this column, such as a road, a free cost beside the"
                        + " features, shrunk by --effects-ridge; coordinate for one each. By fenchel-young, layouts long and"
                        + " shared.";
        };
    }

    /** Reads the history of a map, but for what the user chose. */
    void use(RoadHistory history, MapHistory map) {
        layout = map.suggests("--layout") ? Layout.SHARED : layout;
        oracle = map.suggests("--oracle") ? Optional.of(history.oracle()) : oracle;
        coordinates =
                map.suggests("--coordinates") ? Optional.of(history.roads().toString()) : coordinates;
        features = map.suggests("--features") ? List.of(history.features()) : features;
    }

    /** Returns what a model has kept, beside which no option has a meaning. */
    Setup none(Setup kept) {
        boolean isPlain = oracle.isEmpty()
                && coordinates.isEmpty()
                && coordinatesQuery.isEmpty()
                && features.isEmpty()
                && categories.isEmpty();
        Arguments.require(
                isPlain && habits.isEmpty() && columns.values().stream().allMatch(one -> one.getValue() == null),
                "a model that goes on reads rows as it did",
                "Maybe leave out --oracle, --features and what names columns");
        return kept;
    }

    Setup setup() {
        Map<Role, String> roles = new EnumMap<>(Role.class);
        columns.forEach((role, option) -> {
            String column = option.getValue();
            if (column != null) {
                roles.put(role, column);
            }
        });
        String text = oracle.orElseThrow(() -> new InvalidArgumentException(
                "--oracle is missing: what could be decided", "Maybe argmax:n={d}; 'dither oracles' lists them"));
        return Setup.of(layout, text)
                .withCoordinates(coordinates.orElse(null), coordinatesQuery.orElse(null))
                .withRoles(roles)
                .withFeatures(Formula.of(features).texts(), categories)
                .withHabits(habits);
    }
}
