package io.dither.experiments.histories;

import io.dither.data.Column;
import io.dither.data.Examples;
import io.dither.data.History;
import io.dither.data.Row;
import io.dither.data.TableWriter;
import io.dither.error.DataException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads a history without the examples that cannot be read, and lists these examples in a file. Holds the rows in memory. */
final class BadExamples {
    static final List<Column> COLUMNS = List.of(Column.whole("line"), Column.text("example"), Column.text("problem"));

    /** A row that cannot be read: the id of its example, empty if that cannot be read either, and what is wrong. */
    private record BadRow(String example, String problem) {}

    /** Rows in memory as a history. */
    private record Rows(String source, List<String> columns, List<Row> rows) implements History {
        @Override
        public void forEach(Consumer<? super Row> action) {
            rows.forEach(action);
        }
    }

    private final Rows readable;
    private final String exampleColumn;
    /** Whether an example may have several rows, which are left out together. */
    private final boolean isLong;

    /** The number of examples, good and bad. */
    private final int exampleCount;
    /** The rows that cannot be read, by their line numbers. */
    private final Map<Long, BadRow> badRows = new TreeMap<>();

    BadExamples(History history, String exampleColumn, boolean isLong) {
        readable = new Rows(history.source(), history.columns(), new ArrayList<>());
        this.exampleColumn = exampleColumn;
        this.isLong = isLong;
        history.forEach(readable.rows::add);
        exampleCount = readable.rows.size() - repeatedRows();
    }

    /** Returns the number of rows that belong to the example of an earlier row. */
    private int repeatedRows() {
        Set<String> seen = new HashSet<>();
        return isLong
                ? (int) readable.rows.stream()
                        .map(this::example)
                        .filter(id -> !id.isEmpty() && !seen.add(id))
                        .count()
                : 0;
    }

    /**
     * Reads the examples that can be read. After bad examples are left out, all other examples are read again, since without the bad
     * examples categories may have other levels.
     */
    Examples read(Function<History, Examples> reader, TableWriter table, String file) {
        while (true) { // ends, since each round without a result leaves out at least one row
            try {
                Examples examples = reader.apply(readable);
                write(table);
                return examples;
            } catch (DataException refused) {
                leaveOut(refused);
            }
            if (2L * badCount() > exampleCount) {
                write(table);
                throw new DataException(
                        readable.source,
                        0,
                        summary() + ", more than half: see " + file
                                + ". Maybe a column has another role, or another oracle decided");
            }
        }
    }

    private void leaveOut(DataException refused) {
        Map<Long, String> problems = new HashMap<>();
        for (DataException.Problem problem : refused.problems()) {
            // the problem concerns no single row, or a row of another file, such as that of the coordinates
            if (problem.line() == 0 || !problem.source().equals(readable.source)) {
                throw refused;
            }
            problems.putIfAbsent(problem.line(), problem.text());
        }
        Set<String> ids = new HashSet<>();
        for (Row row : readable.rows) {
            String problem = problems.get(row.line());
            if (problem != null) {
                badRows.put(row.line(), new BadRow(example(row), problem));
                ids.add(example(row));
            }
        }
        ids.remove(""); // a row without a readable id counts as an example of its own
        readable.rows.removeIf(row -> problems.containsKey(row.line()) || (isLong && ids.contains(example(row))));
    }

    /** Returns the id of the example of a row; empty if it cannot be read. */
    private String example(Row row) {
        try {
            return row.text(exampleColumn);
        } catch (DataException unknown) {
            return "";
        }
    }

    /** Returns the number of bad examples; a row whose example is unknown counts as an example of its own. */
    private int badCount() {
        Set<String> seen = new HashSet<>();
        return (int) badRows.values().stream()
                .filter(row -> !isLong || row.example.isEmpty() || seen.add(row.example))
                .count();
    }

    /** {@return a sentence such as "3 of 400 examples cannot be read"} */
    String summary() {
        return badCount() + " of " + exampleCount + " examples cannot be read";
    }

    private void write(TableWriter table) {
        badRows.forEach((line, row) -> table.write(line, row.example.isEmpty() ? null : row.example, row.problem));
        table.commit();
    }
}
