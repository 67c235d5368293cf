package io.dither.data;

import io.dither.data.ColumnRoles.Role;
import io.dither.data.OracleTexts.OracleWithText;
import io.dither.error.DataException;
import io.dither.oracle.LinearOracle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads the layout {@code shared}: a line for each example, and features of coordinates that all examples share. */
final class SharedLayout {
    private final History history;
    private final OracleTexts oracles;
    private final ExampleList examples;
    private final String example;
    private final String decision;
    /** Reads the coordinates from their file, in the order of the file. */
    private final Supplier<SharedCoordinates> coordinatesReader;

    private SharedCoordinates coordinates;
    /** For each id of an example, the line of the example. */
    private final Map<String, Long> lines = new HashMap<>();

    private final boolean isDeciding;
    /** Whether an example was read; the coordinates then have the order of the oracle of this example. */
    private boolean hasExample;
    /** The number of examples whose value of the column of {@link Role#VARY_BY} is on no line of the file of coordinates. */
    private int unmatched;

    /** The values of the unmatched examples. */
    private final Set<String> unmatchedValues = new TreeSet<>();

    SharedLayout(History coordinates, History history, ColumnRoles roles, OracleTexts oracles) {
        this.history = history;
        this.oracles = oracles;
        for (Role role : List.of(Role.PATH, Role.ROW, Role.COLUMN)) {
            roles.refuseRoleOfLong(role, "shared");
        }
        roles.refuse(Role.ALTERNATIVES, "shared");
        isDeciding = roles.isDeciding();
        examples = new ExampleList(history, roles, oracles);
        example = roles.require(Role.EXAMPLE, history);
        decision = roles.find(Role.DECISION, history);
        ColumnRoles.requireColumns(history, oracles.columns());
        coordinatesReader = () -> new SharedCoordinates(coordinates, history, roles);
        this.coordinates = oracles.shared(coordinates, history, roles).orElseGet(coordinatesReader);
    }

    Examples read() {
        history.forEach(row -> examples.attempt(() -> add(row)));
        List<String> notes = new ArrayList<>();
        if (unmatched > 0) {
            String warning = unmatched + " of " + lines.size() + " examples have a "
                    + coordinates.describeUnmatched(unmatchedValues);
            if (unmatched == lines.size() && !isDeciding) {
                throw new DataException(
                        history.source(), 0, warning + ". Maybe the two files write these values differently");
            }
            notes.add(history.source() + ": " + warning);
        }
        Examples read = examples.finish(coordinates.columns(), notes);
        oracles.store(coordinates);
        return read;
    }

    private void add(Row row) {
        String id = WideLayout.readId(row, example, lines);
        String text = oracles.fill(row, coordinates.size());
        LinearOracle oracle = oracles.create(text, row);
        ExampleList.requireDimension(row, id, oracle, text, coordinates.size());
        CoordinateNames oracleNames = oracles.names(oracle);
        // coordinates that an earlier reading stored may be in the order of another oracle
        if (!hasExample && !coordinates.fits(oracleNames)) {
            coordinates = coordinatesReader.get();
        }
        hasExample = true;
        coordinates.align(row, oracleNames);
        SharedCoordinates.Table table = coordinates.table(row);
        coordinates.unmatchedValue(row).ifPresent(value -> {
            unmatched++;
            unmatchedValues.add(value);
        });
        examples.add(
                row,
                new Instance(
                        id,
                        coordinates.features(row, table),
                        new OracleWithText(text, oracle),
                        coordinates.namesOfFile(),
                        examples.cluster(row, id),
                        examples.covariates(row)),
                table.habitNames(),
                examples.isUndecided(row, decision)
                        ? null
                        : DecisionText.read(row, decision, coordinates.names(), oracle.dimension(), text),
                table.costs());
    }
}
