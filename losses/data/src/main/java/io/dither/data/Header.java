package io.dither.data;

import io.dither.error.DataException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of the columns of a history. It also makes messages, which name a row by its line in a file, or by its
 * number if the history is no file.
 */
final class Header {
    private final String source;
    private final boolean isFile;
    private final boolean hasDecimalCommas;
    private final List<String> columns;
    private final int size;
    private final Map<String, Integer> indices = new HashMap<>();
    /** A cache of indices by a hash of the column; any thread may overwrite entries. */
    private final @Nullable Entry[] recent = new Entry[64];

    /**
     * Makes a header.
     *
     * @param isFile whether rows are lines of a file
     * @param separator in the message "Maybe there is ... too many": "a comma", or "one" if columns have no separator
     * @param line the line of a file that names the columns; 0 if there is none
     */
    private Header(
            String source,
            boolean isFile,
            boolean hasDecimalCommas,
            List<String> columns,
            String separator,
            long line) {
        this.source = source;
        this.isFile = isFile;
        this.hasDecimalCommas = hasDecimalCommas;
        this.columns = List.copyOf(columns);
        size = columns.size();
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i);
            if (name.isEmpty()) {
                throw new DataException(
                        source, line, "column " + (i + 1) + " has no name. Maybe there is " + separator + " too many");
            }
            if (indices.put(name, i) != null) {
                throw new DataException(source, line, "two columns have the name '" + name + "'. Maybe rename one");
            }
        }
    }

    static Header ofFile(String source, long line, List<String> columns, CsvForm form) {
        String separator = switch (form.separator()) {
            case ',' -> "a comma";
            case '\t' -> "a tab";
            default -> "a " + form.separator();
        };
        return new Header(source, true, form.decimalComma(), columns, separator, line);
    }

    static Header ofQuery(String source, List<String> columns) {
        return new Header(source, false, false, columns, "one", 0);
    }

    /** Returns a header of other columns for lines that are made from these rows and keep their line numbers. */
    Header with(List<String> otherColumns) {
        return new Header(source, isFile, hasDecimalCommas, otherColumns, "one", 0);
    }

    /** Returns whether rows are lines of a file, for messages that name lines and options for files. */
    boolean isFile() {
        return isFile;
    }

    /** Returns whether 1,5 is one and a half. */
    boolean hasDecimalCommas() {
        return hasDecimalCommas;
    }

    String source() {
        return source;
    }

    /** Returns the number of columns. */
    int size() {
        return size;
    }

    List<String> columns() {
        return columns;
    }

    int index(String column) {
        int slot = column.hashCode() & (recent.length - 1);
        Entry last = recent[slot];
        if (last != null && last.column.equals(column)) { // quick: readers pass the same text for each row
            return last.index;
        }
        Integer index = indices.get(column);
        if (index == null) {
            throw new DataException(source, 0, lacks(column, columns) + ". Maybe the name is misspelt");
        }
        recent[slot] = new Entry(column, index);
        return index;
    }

    private record Entry(String column, int index) {}

    /** Returns the message that a column is missing, with the columns that exist. */
    static String lacks(String column, List<String> columns) {
        return "has no column '" + column + "', "
                + (columns.isEmpty() ? "and no other" : "but " + String.join(", ", columns));
    }

    DataException problem(long line, String problem) {
        return isFile ? new DataException(source, line, problem) : DataException.ofRow(source, line, problem);
    }
}
