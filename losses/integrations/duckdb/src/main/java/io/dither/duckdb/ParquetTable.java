package io.dither.duckdb;

import io.dither.data.Column;
import io.dither.data.TableWriter;
import io.dither.storage.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Writes a table to DuckDB, and copies it into a Parquet file at the end. */
final class ParquetTable implements TableWriter {
    private final Path file;
    private final Path temporary;
    private final List<Column> columns;
    private final Connection connection;
    private final DuckDBAppender appender;

    /**
     * Makes a table that is written to {@code temporary}, which later replaces {@code file}; messages name {@code
     * file}.
     */
    ParquetTable(Path file, Path temporary, List<Column> columns) {
        this.file = file;
        this.temporary = temporary;
        this.columns = List.copyOf(columns);
        String definition = columns.stream()
                .map(column -> Duck.quoted(column.name()) + " " + column.type().sql())
                .collect(Collectors.joining(", "));
        try {
            connection = Duck.open(false, "create table data (" + definition + ")");
            appender = connection.unwrap(DuckDBConnection.class).createAppender("main", "data");
        } catch (SQLException refused) {
            throw Duck.problem(file, "cannot be written", refused);
        }
    }

    @Override
    public void write(@Nullable Object... cells) {
        Column.check(columns, cells);
        try {
            appender.beginRow();
            for (Object cell : cells) {
                append(cell);
            }
            appender.endRow();
        } catch (SQLException refused) {
            throw unwritable(refused);
        }
    }

    private void append(@Nullable Object cell) throws SQLException {
        if (cell == null) {
            appender.appendNull();
        } else if (cell instanceof String text) {
            appender.append(text);
        } else if (cell instanceof Double number) {
            appender.append(number.doubleValue());
        } else {
            appender.append(((Number) cell).longValue()); // a Long or Integer, see Column.check
        }
    }

    @Override
    public void commit() {
        try (Statement statement = connection.createStatement()) {
            appender.close(); // writes its last rows to the table; close() may close it again
            statement.execute("copy data to " + Duck.literal(temporary) + " (format parquet)");
        } catch (SQLException refused) {
            throw unwritable(refused);
        }
    }

    @Override
    public void close() {
        try (connection) {
            appender.close();
        } catch (SQLException refused) {
            throw unwritable(refused);
        }
    }

    private UncheckedIOException unwritable(SQLException refused) {
        String message = Duck.firstLine(refused).replace(temporary.toString(), file.toString());
        return AtomicFile.unwritable(file, new IOException(message));
    }
}
