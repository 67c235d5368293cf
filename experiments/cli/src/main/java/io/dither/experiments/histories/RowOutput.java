package io.dither.experiments.histories;

import io.dither.data.Column;
import io.dither.data.Histories;
import io.dither.data.TableWriter;
import io.dither.experiments.launch.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to a file, or prints them.
 *
 * @param columns the columns of a row
 * @param file the file; empty to print the rows
 */
record RowOutput(List<Column> columns, Optional<String> file) {
    /** The rows to write: {@code forEach} passes each row to the action as soon as the row is known. */
    interface Rows {
        void forEach(Consumer<@Nullable Object[]> action);
    }

    void write(Rows rows, Histories histories, Context context) {
        if (context.isJson() && file.isEmpty()) {
            printJson(rows, context);
            return;
        }
        try (TableWriter writer = writer(histories, context)) {
            rows.forEach(writer::write);
            writer.commit();
        }
    }

    private TableWriter writer(Histories histories, Context context) {
        return file.isEmpty() ? Histories.print(context.out(), columns) : histories.write(file.get(), columns);
    }

    private void printJson(Rows rows, Context context) {
        List<Map<String, @Nullable Object>> fieldsOfRows = new ArrayList<>();
        rows.forEach(row -> {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            for (int i = 0; i < row.length; i++) {
                fields.put(columns.get(i).name(), row[i]);
            }
            fieldsOfRows.add(fields);
        });
        context.print(() -> fieldsOfRows, () -> "");
    }
}
