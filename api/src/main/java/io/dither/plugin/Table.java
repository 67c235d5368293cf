package io.dither.plugin;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Reads given columns of a table of comma-separated cells. Cells may be in double quotes, and a header may name the
 * columns.
 */
public final class Table {
    private final Lines lines;
    private final boolean requiresHeader;
    private final List<String> required;
    private final List<String> columns;
    /** For each column, where its cell is in a row, from 0; {@link #width} if the table does not have the column. */
    private int[] indexes;
    /** The number of cells of each row; 0 before the first row. */
    private int width;

    /**
     * Makes a table from lines.
     *
     * @param lines the rows
     * @param requiresHeader whether the first row must be a header. If not, the first row is read as a header only if
     *     it has the names of all required columns; otherwise the columns are in the given order
     * @param requiredCount the number of required columns, which come first; at least 1 if the first row may be a header
     *     or not
     * @param columns the names of the columns to read
     */
    public Table(Lines lines, boolean requiresHeader, int requiredCount, String... columns) {
        this.lines = lines;
        this.requiresHeader = requiresHeader;
        this.columns = List.of(columns);
        Arguments.between("required columns", requiredCount, requiresHeader ? 0 : 1, columns.length);
        this.required = this.columns.subList(0, requiredCount);
        indexes = IntStream.range(0, columns.length).toArray();
    }

    /**
     * Passes each row below the header to a consumer.
     *
     * @param consumer takes the cells in the order of the columns, without optional columns that the table does not
     *     have
     * @throws DataException if a row has more or fewer cells than the first row
     */
    public void forEach(Consumer<List<String>> consumer) {
        lines.forEach(row -> {
            List<String> cells = cells(row);
            boolean isFirstRow = width == 0;
            width = isFirstRow ? cells.size() : width;
            if (isFirstRow && readHeader(cells)) {
                return;
            }
            if (cells.size() < required.size() || cells.size() != width) {
                // refused puts the text of the row before this text
                throw lines.refused("has " + cells.size() + " column(s), not "
                        + (isFirstRow
                                ? String.join(",", columns)
                                : width + (requiresHeader ? " as the header" : " as in the first row"))
                        + separatorHint(cells));
            }
            consumer.accept(IntStream.of(indexes)
                    .filter(index -> index < width)
                    .mapToObj(cells::get)
                    .toList());
        });
    }

    /**
     * Splits a row as in CSV: blanks around a cell are ignored, commas in quotes belong to the cell, and two quotes
     * inside quotes stand for a quote.
     */
    private List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean isQuotedCell = false;
        boolean inQuotes = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            boolean isQuote = c == '"';
            if (inQuotes && isQuote && row.startsWith("\"\"", i)) {
                cell.append(row.charAt(i++));
            } else if (inQuotes && isQuote) {
                inQuotes = false;
            } else if (isQuote && !isQuotedCell && cell.toString().isBlank()) {
                cell.setLength(0);
                isQuotedCell = true;
                inQuotes = true;
            } else if (c == ',' && !inQuotes) {
                cells.add(isQuotedCell ? cell.toString() : cell.toString().trim());
                cell.setLength(0);
                isQuotedCell = false;
            } else if (inQuotes || !isQuotedCell) {
                cell.append(c);
            } else if (!Character.isWhitespace(c)) {
                throw lines.refused("has text behind a quotation mark");
            }
        }
        if (inQuotes) {
            throw lines.refused("has a quotation mark that is not closed");
        }
        cells.add(isQuotedCell ? cell.toString() : cell.toString().trim());
        return cells;
    }

    /** Finds the columns if these cells are a header, and returns whether they are. */
    private boolean readHeader(List<String> cells) {
        List<String> names =
                cells.stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList();
        if (names.containsAll(required)) {
            indexes = columns.stream()
                    .mapToInt(names::indexOf)
                    .map(index -> index < 0 ? width : index)
                    .toArray();
            return true;
        }
        if (requiresHeader) {
            throw lines.refused("is not a header with the columns " + String.join(",", columns) + separatorHint(cells));
        }
        return false;
    }

    /**
     * Returns a hint if a row without commas seems to have another separator. There is no hint if at most one column is
     * required, because then a row without commas is allowed.
     */
    private String separatorHint(List<String> cells) {
        String signs = cells.size() > 1 ? "" : cells.get(0).replaceAll("[^;\t|]", "");
        return required.size() < 2 || signs.isEmpty()
                ? ""
                : ", because it separates them by " + (signs.startsWith("\t") ? "tabs" : signs.charAt(0))
                        + ", not by commas";
    }
}
