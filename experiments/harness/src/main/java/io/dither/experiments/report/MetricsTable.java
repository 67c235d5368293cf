package io.dither.experiments.report;

import io.dither.experiments.run.CsvLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The metrics of a run, as read from {@code metrics.csv}.
 *
 * @param columns the names of the columns
 * @param rows the cells of each line that has as many cells as columns; if the run was killed, its last line may have fewer and is left out
 */
record MetricsTable(List<String> columns, List<List<String>> rows) {
    /** Reads a file; empty if it does not exist or has no header. */
    static Optional<MetricsTable> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<CsvLine> lines = CsvLine.readAll(file);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        List<String> columns = lines.get(0).cells();
        List<List<String>> rows = new ArrayList<>();
        for (CsvLine line : lines.subList(1, lines.size())) {
            if (line.cells().size() == columns.size()) {
                rows.add(line.cells());
            }
        }
        return Optional.of(new MetricsTable(columns, rows));
    }

    /** Joins the rows of all tables that have the same columns as the first table; other tables are left out. */
    static Optional<MetricsTable> joined(List<MetricsTable> tables) {
        return tables.stream()
                .reduce((first, next) -> first.columns.equals(next.columns)
                        ? new MetricsTable(
                                first.columns,
                                Stream.concat(first.rows.stream(), next.rows.stream())
                                        .toList())
                        : first);
    }

    /** Returns whether every cell of a column is a number. */
    boolean isNumeric(int column) {
        return rows.stream().allMatch(row -> CsvLine.isNumber(row.get(column)));
    }

    double number(int row, int column) {
        return Double.parseDouble(rows.get(row).get(column));
    }
}
