package io.dither.experiments.histories;

import io.dither.data.ColumnRoles.Role;
import io.dither.error.InvalidArgumentException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

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
            description = "Read the coordinates, such as roads, from this file.")
    private Optional<String> coordinates = Optional.empty();

    @Option(
            names = "--example",
            paramLabel = "COL",
            description = "Read the example's name from this column. Default: example.")
    private Optional<String> example = Optional.empty();

    @Option(
            names = "--coordinate",
            paramLabel = "COL",
            description = "Read the coordinate from this column. Default: coordinate.")
    private Optional<String> coordinate = Optional.empty();

    @Option(
            names = "--features",
            paramLabel = "COLS",
            split = ",",
            description = "Use these columns as features. Default: all columns without a role.")
    private List<String> features = List.of();

    @Option(
            names = "--categories",
            paramLabel = "COLS",
            split = ",",
            description = "Treat these features as words: each word but the first becomes a feature of 0 and 1.")
    private List<String> categories = List.of();

    @Option(
            names = "--decision",
            paramLabel = "COL",
            description = "Read what was done from this column. Default: decision.")
    private Optional<String> decision = Optional.empty();

    @Option(
            names = "--cost",
            paramLabel = "COL",
            description = "Read the true cost from this column, if it is known. Default: cost.")
    private Optional<String> cost = Optional.empty();

    @Option(
            names = "--cluster",
            paramLabel = "COL",
            description = "Let examples of the same value in this column, such as a traveller, depend on each other.")
    private Optional<String> cluster = Optional.empty();

    @Option(names = "--weight", paramLabel = "COL", description = "Weight each example by this column.")
    private Optional<String> weight = Optional.empty();

    @Option(
            names = "--offset",
            paramLabel = "COL",
            description = "Read the known part of the cost of a coordinate from this column.")
    private Optional<String> offset = Optional.empty();

    @Option(
            names = "--noise-by",
            paramLabel = "COL",
            description = "Scale gamma noise by this column, such as a length: its shape per unit.")
    private Optional<String> noiseBy = Optional.empty();

    boolean followsColumn() {
        return noiseBy.isPresent();
    }

    Setup setup() {
        Map<Role, String> roles = new EnumMap<>(Role.class);
        example.ifPresent(column -> roles.put(Role.EXAMPLE, column));
        coordinate.ifPresent(column -> roles.put(Role.COORDINATE, column));
        decision.ifPresent(column -> roles.put(Role.DECISION, column));
        cost.ifPresent(column -> roles.put(Role.COST, column));
        cluster.ifPresent(column -> roles.put(Role.CLUSTER, column));
        weight.ifPresent(column -> roles.put(Role.WEIGHT, column));
        offset.ifPresent(column -> roles.put(Role.OFFSET, column));
        noiseBy.ifPresent(column -> roles.put(Role.NOISE_BY, column));
        String text = oracle.orElseThrow(() -> new InvalidArgumentException(
                "--oracle is missing: what could be decided", "Maybe argmax:n={d}; 'dither oracles' lists them"));
        return new Setup(layout, text, coordinates.orElse(null), roles, features, categories, null);
    }
}
