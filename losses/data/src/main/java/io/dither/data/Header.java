package io.dither.data;

import io.dither.error.DataException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of the columns, and how messages name a row: by the line of a file, or by its number in an answer. */
final class Header {
    private final String source;
    private final boolean lines;
    private final List<String> columns;
    private final Map<String, Integer> places = new HashMap<>();

    private Header(String source, boolean lines, List<String> columns) {
        this.source = source;
        this.lines = lines;
        this.columns = List.copyOf(columns);
        if (lines && columns.size() == 1 && columns.get(0).matches(".*[;\t].*")) {
            throw unfit("has one column, '" + columns.get(0)
                    + "', for commas separate columns. Maybe replace each ; or tab by a comma");
        }
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i);
            if (name.isEmpty()) {
                throw unfit("column " + (i + 1) + " has no name. Maybe a comma is too much");
            }
            if (places.put(name, i) != null) {
                throw unfit("two columns have the name '" + name + "'. Maybe rename one");
            }
        }
    }

    static Header ofFile(String source, List<String> columns) {
        return new Header(source, true, columns);
    }

    static Header ofQuery(String source, List<String> columns) {
        return new Header(source, false, columns);
    }

    String source() {
        return source;
    }

    List<String> columns() {
        return columns;
    }

    int place(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new DataException(
                    source,
                    0,
                    "has no column '" + column + "', but " + String.join(", ", columns)
                            + ". Maybe the name is misspelt");
        }
        return place;
    }

    private DataException unfit(String problem) {
        return new DataException(source, lines ? 1 : 0, problem);
    }

    DataException problem(long line, String problem) {
        return lines ? new DataException(source, line, problem) : DataException.ofRow(source, line, problem);
    }
}
