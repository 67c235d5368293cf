package io.dither.experiments.run;

import io.dither.error.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A table in plain text. Each column is as wide as its widest cell. A column of numbers is aligned to the right, any
 * other column to the left.
 */
public final class TextTable {
    /**
     * A number, also with a standard error after {@code +-} or a per cent sign; a hyphen, a dash or nothing if it is
     * unknown. Negative numbers have a hyphen or a minus sign.
     */
    private static final Pattern NUMBER =
            Pattern.compile("[-+\u2212]?[0-9][-+\u22120-9.,eE% ]*|NaN|-?Infinity|[-\u2013]|");

    private final int columns;
    private final List<String[]> rows = new ArrayList<>();

    /**
     * Creates a table without rows.
     *
     * @param header the names of the columns
     */
    public TextTable(String... header) {
        columns = header.length;
        rows.add(header.clone());
    }

    /**
     * Appends a row.
     *
     * @param cells one value per column, shown by its {@code toString}
     * @return this
     */
    public TextTable row(Object... cells) {
        Arguments.require(
                cells.length == columns,
                "a row of " + cells.length + " cells for " + columns + " columns",
                "Maybe a column was added without its cell");
        String[] row = new String[columns];
        for (int column = 0; column < columns; column++) {
            row[column] = String.valueOf(cells[column]);
        }
        rows.add(row);
        return this;
    }

    /**
     * Lays the table out.
     *
     * @return the lines, each ending with a newline
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                line.append(column == 0 ? "" : "  ").append(padded(row[column], column));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** {@return the cells by row, the names of the columns first} */
    public List<List<String>> cells() {
        return rows.stream().map(List::of).toList();
    }

    private String padded(String cell, int column) {
        String padding = " ".repeat(width(column) - cell.length());
        return isNumeric(column) ? padding + cell : cell + padding;
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
    }

    private boolean isNumeric(int column) {
        return rows.size() > 1
                && rows.stream()
                        .skip(1)
                        .allMatch(row -> NUMBER.matcher(row[column]).matches());
    }
}
