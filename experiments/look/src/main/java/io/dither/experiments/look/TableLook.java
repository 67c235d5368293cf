package io.dither.experiments.look;

import io.dither.data.History;
import io.dither.data.Row;
import io.dither.error.DataException;
import io.dither.experiments.console.WrappedText;
import io.dither.experiments.run.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Shows a history as it would be read: its columns, its first rows, the lines with problems, and its layout.
 *
 * @param source the file or database
 * @param dialect the separators of columns and of decimals, in words
 * @param lines the number of rows that can be read
 * @param columns the columns
 * @param rows the first rows, as texts
 * @param problems sentences about what is wrong, with line numbers
 * @param guess the layout and the roles
 */
record TableLook(
        String source,
        String dialect,
        int lines,
        List<ColumnLook> columns,
        List<List<String>> rows,
        List<String> problems,
        LayoutGuess guess) {
    /** The number of first rows that are shown. */
    private static final int SHOWN_ROWS = 5;
    /** The most lines that are named for a problem. */
    private static final int SHOWN_LINES = 5;

    /** A longer cell is cut. */
    private static final int WIDEST_CELL = 20;
    /** Columns that do not fit into this width are left out of the first rows. */
    private static final int WIDEST_ROW = 100;

    /** Reads all rows of a history; {@code roads} is the file of roads in its folder, if any. */
    static TableLook of(History history, String dialect, Optional<String> roads) {
        List<ColumnLook> columns =
                history.columns().stream().map(ColumnLook::new).toList();
        List<Row> rows = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<Row> broken = new ArrayList<>();
        history.forEach(row -> {
            try {
                row.isMissing(history.columns().get(0)); // throws if the row has too many or too few fields
                rows.add(row);
            } catch (DataException unreadable) {
                if (broken.size() < SHOWN_LINES) {
                    problems.add(String.valueOf(unreadable.getMessage()));
                }
                broken.add(row);
            }
        });
        rows.forEach(row -> columns.forEach(column -> column.add(row)));
        if (broken.size() > SHOWN_LINES) {
            problems.add("... and " + (broken.size() - SHOWN_LINES) + " more lines like these");
        }
        columns.forEach(column -> addProblem(column, problems));
        List<List<String>> first = rows.stream()
                .limit(SHOWN_ROWS)
                .map(row ->
                        columns.stream().map(column -> cell(row, column.name())).toList())
                .toList();
        return new TableLook(
                history.source(), dialect, rows.size(), columns, first, problems, LayoutGuess.of(columns, rows, roads));
    }

    private static String cell(Row row, String column) {
        String text = row.isMissing(column) ? "" : row.text(column);
        return text.length() <= WIDEST_CELL ? text : text.substring(0, WIDEST_CELL - 3) + "...";
    }

    /** Adds one sentence about cells that are not numbers, and one about missing cells. */
    private static void addProblem(ColumnLook column, List<String> problems) {
        List<ColumnLook.Outlier> outliers = column.outliers();
        if (!outliers.isEmpty()) {
            String lines = String.join(
                    ", ",
                    outliers.stream()
                            .limit(SHOWN_LINES)
                            .map(cell -> "line " + cell.line() + " ('" + cell.text() + "')")
                            .toList());
            problems.add("column '" + column.name() + "' has no number in " + lines
                    + (outliers.size() > SHOWN_LINES ? " and " + (outliers.size() - SHOWN_LINES) + " more lines" : ""));
        }
        if (column.missing() > 0) {
            problems.add("column '" + column.name() + "' is empty or missing in " + column.missing()
                    + (column.missing() == 1 ? " line" : " lines"));
        }
    }

    private String role(String column) {
        for (String role : List.of("example", "coordinate", "decision", "time")) {
            if (column.equals(guess.options().get(role))) {
                return role;
            }
        }
        // {d} stands for a number, not for a column named d
        if (!column.equals("d") && guess.options().getOrDefault("oracle", "").contains("{" + column + "}")) {
            return "the oracle's " + column;
        }
        List<String> features =
                List.of(guess.options().getOrDefault("features", "").split("\n", -1));
        List<String> categories =
                List.of(guess.options().getOrDefault("categories", "").split("\n", -1));
        return categories.contains(column) ? "feature (words)" : features.contains(column) ? "feature" : "left out";
    }

    /** Returns the lines for the console. */
    String text() {
        StringBuilder text = new StringBuilder(source + ": " + lines + " lines; " + dialect + "\n\n");
        TextTable table = new TextTable("COLUMN", "TYPE", "MISSING", "VALUES", "READ AS");
        columns.forEach(column -> table.row(
                column.name(),
                column.type().name().toLowerCase(Locale.ROOT),
                column.missing(),
                column.values().size(),
                role(column.name())));
        text.append(table).append("\nThe first lines as read:\n").append(firstRows());
        text.append("\nHow it would be learnt from:\n");
        guess.reasons().forEach(reason -> text.append(WrappedText.of("- ", reason, 2)));
        if (!problems.isEmpty()) {
            text.append("\nWhat is wrong:\n");
            problems.forEach(problem -> text.append(WrappedText.of("- ", problem, 2)));
        }
        if (!guess.stillNeeded().isEmpty()) {
            text.append("\nWhat you must still name:\n");
            guess.stillNeeded().forEach(part -> text.append(WrappedText.of("- ", part, 2)));
        }
        return text.toString();
    }

    /** Returns a table of the first rows, with as many columns as fit on a line, at least one. */
    private String firstRows() {
        int shown = 0;
        int width = 0;
        for (; shown < columns.size(); shown++) {
            int column = shown;
            width += 2 // blanks between columns
                    + Math.max(
                            columns.get(column).name().length(),
                            rows.stream()
                                    .mapToInt(row -> row.get(column).length())
                                    .max()
                                    .orElse(0));
            if (shown > 0 && width > WIDEST_ROW) {
                break;
            }
        }
        int count = shown;
        TextTable table = new TextTable(
                columns.stream().limit(count).map(ColumnLook::name).toArray(String[]::new));
        rows.forEach(row -> table.row(row.stream().limit(count).toArray()));
        return table + (count < columns.size() ? "... and " + (columns.size() - count) + " more columns\n" : "");
    }

    /** Returns the fields of the JSON output. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("source", source);
        fields.put("form", dialect);
        fields.put("lines", lines);
        fields.put(
                "columns",
                columns.stream()
                        .map(column -> Map.of(
                                "name", column.name(),
                                "type", column.type().name().toLowerCase(Locale.ROOT),
                                "missing", column.missing(),
                                "values", column.values().size(),
                                "role", role(column.name())))
                        .toList());
        fields.put("rows", rows);
        fields.put("options", guess.options());
        fields.put("reasons", guess.reasons());
        fields.put("problems", problems);
        fields.put("stillMissing", guess.stillNeeded());
        return fields;
    }
}
