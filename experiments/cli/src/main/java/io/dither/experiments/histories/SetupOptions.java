package io.dither.experiments.histories;

import io.dither.data.ColumnRoles.Role;
import io.dither.data.formula.Formula;
import io.dither.data.setup.Layout;
import io.dither.data.setup.Setup;
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

/** The options that say how examples are made from rows. */
final class SetupOptions {
    /** The labels of the values of options in the help, by role; a role that is not listed has the label COL. */
    private static final Map<Role, String> LABELS =
            Map.of(Role.MEMBERSHIP, "COLS", Role.ALTERNATIVES, "NAMES", Role.RESHAPE, "TEXT");

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            defaultValue = "wide",
            description = {
                "Say what a line is: wide, long or shared. Default: ${DEFAULT-VALUE}.",
                "wide: one line per example, with its features; long: one line per example and alternative; shared: "
                        + "one line per example, and a file of --coordinates that all examples share, such as roads."
            })
    private Layout layout = Layout.WIDE;

    @Option(
            names = "--oracle",
            paramLabel = "SPEC",
            description = {
                "Decide by this solver, such as argmax:n=3; 'dither oracles' lists them.",
                "In its text, {column} is replaced by what stands in that column of the example, and {d} by the "
                        + "number of its coordinates."
            })
    private Optional<String> oracle = Optional.empty();

    @Option(
            names = "--coordinates",
            paramLabel = "PLACE",
            description = {
                "Read the coordinates that all examples share, such as roads, from this file.",
                "For the layout shared. A database in place of the file needs --coordinates-query."
            })
    private Optional<String> coordinates = Optional.empty();

    @Option(
            names = "--coordinates-query",
            paramLabel = "SQL",
            description =
                    "Read the coordinates by this query of their database, or of their file, which the query calls data.")
    private Optional<String> coordinatesQuery = Optional.empty();

    @Option(
            names = "--features",
            paramLabel = "TERMS",
            description = {
                "Use these features, such as 'km, log(price), C(mode)'. Default: all.",
                "A feature is a column or a term made of columns: log(minutes), km:rain, bin(slope; 0, 5, 10), "
                        + "C(road). Default: all columns without another role."
            })
    private List<String> features = List.of();

    @Option(
            names = "--categories",
            paramLabel = "COLS",
            split = ",",
            description = "Treat these features as words: each word but the first becomes a 0/1 feature.")
    private List<String> categories = List.of();

    @Option(
            names = "--habits",
            paramLabel = "TEXT",
            description = {
                "Add features of how often and how recently an alternative was chosen before. Needs --time.",
                "Each feature is minus the logarithm of an alternative's share of the earlier decisions among its rivals. "
                        + "'rivals={from}, by={weekday}, decay=0.5, smooth=0.1' makes two: over all earlier examples, and over those of the same "
                        + "weekday. 'of={from}-{to}' names alternatives across examples; the first 30 are counted, but not learnt from, with 'after=30'."
            })
    private String habits = "";

    /** The option of each role: it names a column or, for a role such as {@link Role#ALTERNATIVES}, gives another text. */
    private final Map<Role, OptionSpec> roleOptions = new EnumMap<>(Role.class);

    /** Adds the options of all roles; picocli calls this method when it makes the command. */
    @Spec
    void addRoles(CommandSpec command) {
        for (Role role : Role.values()) {
            OptionSpec option = OptionSpec.builder(names(role))
                    .paramLabel(LABELS.getOrDefault(role, "COL"))
                    .type(String.class)
                    .description(description(role))
                    .build();
            roleOptions.put(role, option);
            command.addOption(option);
        }
    }

    /** Returns the names of the option of a role; persons are clusters, so that {@code --person} names the column of clusters. */
    private static String[] names(Role role) {
        return role == Role.CLUSTER ? new String[] {"--person", role.option()} : new String[] {role.option()};
    }

    /** Describes the option of a role: a first line, then details. */
    private static String[] description(Role role) {
        return switch (role) {
            case EXAMPLE -> lines("Read the name of the example from this column. Default: example.");
            case COORDINATE ->
                lines(
                        "Read the name of the alternative from this column. Default: coordinate.",
                        "For the layout long, which has a line per example and alternative (coordinate).");
            case ROW ->
                lines(
                        "Read the first member of an assigned pair, such as an order, from this column.",
                        "For the layout long, in place of --coordinate. It is a row of the matrix of costs; {rows} in the oracle is the number of rows.");
            case COLUMN ->
                lines(
                        "Read the second member of an assigned pair, such as a driver, from this column.",
                        "It is a column of the matrix of costs; {cols} in the oracle is the number of columns.");
            case ALTERNATIVES ->
                lines(
                        "Name the alternatives in the order of the oracle, such as 'car,train,bus'.",
                        "Decisions and all output then use these names.");
            case DECISION -> lines("Read the observed decision from this column. Default: decision.");
            case COST -> lines("Read the true cost from this column, if it is known. Default: cost.");
            case CLUSTER ->
                lines(
                        "Read the person (or another cluster) from this column.",
                        "Standard errors and held-out sets treat the examples of a person as dependent; with --tastes or"
                                + " --classes, weights differ between persons.");
            case TIME ->
                lines(
                        "Order examples by this column: the latest are held out.",
                        "Numbers, or dates and times such as 2026-11-28 or 2026-11-28T08:30+01:00. Folds learn from"
                                + " earlier examples only, and habits count earlier decisions.");
            case WEIGHT -> lines("Weight each example by this column.");
            case NOISE_BY -> lines("Make the shape of gamma noise proportional to this column, such as a length.");
            case PATH ->
                lines(
                        "Add the path size of each alternative as a feature, from its path in this column.",
                        "For the layout long. A path is written 'r12:0.8>r7:1.5': arcs, perhaps with lengths. The feature is"
                                + " the logarithm of the path size.");
            case OFFSET -> lines("Read a known part of the cost from this column.");
            case VARY_BY ->
                lines(
                        "Let the coordinates of the layout shared vary by this column, such as the hour.",
                        "A coordinate has a line for each value, and an example takes the line of its own value; a line"
                                + " without a value is for all other values.");
            case MEMBERSHIP ->
                lines(
                        "Let membership of --classes depend on these columns of persons.",
                        "Terms such as 'age, log(income)', in a multinomial logit.");
            case RESHAPE ->
                lines(
                        "Make the lines of the layout long from rows of another form.",
                        "The text is one that 'dither choice --print-study' prints.");
            case EFFECTS ->
                lines(
                        "Give each group in this column, such as a road, a cost of its own.",
                        "The effects are added to the features and are shrunk by --effects-ridge; 'coordinate' gives each"
                                + " coordinate its own. For --loss fenchel-young, and the layouts long and shared.",
                        "A cost model with nests has no effects: it takes the names of alternatives from this column.");
        };
    }

    private static String[] lines(String... lines) {
        return lines;
    }

    /**
     * Takes layout, oracle, roads and features from the history that was made from a road map. An option that the command line decides keeps
     * its value: {@code map.suggests} is then false.
     */
    void useSuggestions(RoadHistory history, MapHistory map) {
        layout = map.suggests("--layout") ? Layout.SHARED : layout;
        oracle = map.suggests("--oracle") ? Optional.of(history.oracle()) : oracle;
        coordinates =
                map.suggests("--coordinates") ? Optional.of(history.roads().toString()) : coordinates;
        features = map.suggests("--features") ? List.of(history.features()) : features;
    }

    Setup setup() {
        Map<Role, String> roles = new EnumMap<>(Role.class);
        roleOptions.forEach((role, option) -> {
            String value = option.getValue();
            if (value != null) {
                roles.put(role, value);
            }
        });
        String text = oracle.orElseThrow(() -> new InvalidArgumentException(
                "--oracle is missing: it says what can be decided", "Maybe argmax:n={d}; 'dither oracles' lists them"));
        return Setup.of(layout, text)
                .withCoordinates(coordinates.orElse(null), coordinatesQuery.orElse(null))
                .withRoles(roles)
                .withFeatures(Formula.of(features).texts(), categories) // a text per term
                .withHabits(habits);
    }
}
