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
                    "How lines make examples; long: a line for each example and coordinate; wide: a line an example; shared: a line an example, and a"
                            + " file of --coordinates that all share. Default: ${DEFAULT-VALUE}.")
    private Layout layout = Layout.WIDE;

    @Option(
            names = "--oracle",
            paramLabel = "SPEC",
            description = "The oracle; {column} is filled from the columns of the example, {d} by the number of its"
                    + " coordinates. 'dither oracles' lists them.")
    private Optional<String> oracle = Optional.empty();

    @Option(names = "--coordinates", paramLabel = "PLACE", description = "The file of the coordinates, such as roads.")
    private Optional<String> coordinates = Optional.empty();

    @Option(names = "--example", paramLabel = "COL", description = "The example's name. Default: example.")
    private Optional<String> example = Optional.empty();

    @Option(names = "--coordinate", paramLabel = "COL", description = "The coordinate. Default: coordinate.")
    private Optional<String> coordinate = Optional.empty();

    @Option(
            names = "--features",
            paramLabel = "COLS",
            split = ",",
            description = "The features. Default: all columns without a role.")
    private List<String> features = List.of();

    @Option(
            names = "--categories",
            paramLabel = "COLS",
            split = ",",
            description = "Features that are words, each of which becomes a feature of 0 and 1 but for the first.")
    private List<String> categories = List.of();

    @Option(names = "--decision", paramLabel = "COL", description = "What was done. Default: decision.")
    private Optional<String> decision = Optional.empty();

    @Option(names = "--cost", paramLabel = "COL", description = "The true cost, where it is known. Default: cost.")
    private Optional<String> cost = Optional.empty();

    @Option(
            names = "--cluster",
            paramLabel = "COL",
            description = "The group whose examples may depend on each other, such as a traveller.")
    private Optional<String> cluster = Optional.empty();

    @Option(names = "--weight", paramLabel = "COL", description = "How often an example counts.")
    private Optional<String> weight = Optional.empty();

    @Option(names = "--offset", paramLabel = "COL", description = "The known part of the cost of a coordinate.")
    private Optional<String> offset = Optional.empty();

    @Option(
            names = "--noise-by",
            paramLabel = "COL",
            description = "The column that gamma noise follows: its shape for each unit, such as a length.")
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
