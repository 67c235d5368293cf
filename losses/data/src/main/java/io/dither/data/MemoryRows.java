package io.dither.data;

import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows in memory; each cell is a text, a number, a truth value, a time, or missing. */
final class MemoryRows implements History {
    private final Header header;
    private final List<Row> rows;

    private MemoryRows(Header header, List<Row> rows) {
        this.header = header;
        this.rows = rows;
    }

    static History of(String source, List<? extends Map<String, ?>> rows) {
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(row.keySet()));
        List<String> columns = List.copyOf(names);
        Header header = Header.ofQuery(source, columns);
        List<Row> memoryRows = new ArrayList<>();
        for (Map<String, ?> row : rows) {
            @Nullable Object[] cells = new @Nullable Object[columns.size()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cell(header, memoryRows.size() + 1, columns.get(i), row.get(columns.get(i)));
            }
            memoryRows.add(new Row(header, memoryRows.size() + 1, cells));
        }
        return new MemoryRows(header, List.copyOf(memoryRows));
    }

    private static @Nullable Object cell(Header header, long row, String column, @Nullable Object value) {
        boolean isPlain = value == null
                || value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Temporal;
        if (!isPlain) {
            throw header.problem(
                    row,
                    "column '" + column + "' holds " + value
                            + ", neither text nor number. Maybe write its parts into columns");
        }
        return value instanceof CharSequence text ? text.toString() : value;
    }

    /**
     * Copies a history. Each row keeps the header of the history, so that messages name the row by its line in the
     * file.
     */
    static History copy(History history) {
        List<Row> rows = new ArrayList<>();
        history.forEach(row -> rows.add(row.withoutOtherLines()));
        Header header = Header.ofQuery(history.source(), history.columns());
        return new MemoryRows(header, List.copyOf(rows));
    }

    @Override
    public String source() {
        return header.source();
    }

    @Override
    public List<String> columns() {
        return header.columns();
    }

    @Override
    public void forEach(Consumer<? super Row> action) {
        rows.forEach(action);
    }
}
