package io.dither.data;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows added to a table of a database in one transaction; the table is made in it where there is none. */
final class DatabaseTable implements TableWriter {
    private static final int BATCH = 1000;

    private final Database database;
    private final String table;
    private final List<Column> columns;
    private final Connection connection;
    private final PreparedStatement insert;
    private int waiting;

    DatabaseTable(Database database, String table, List<Column> columns) {
        this.database = database;
        this.table = table;
        this.columns = List.copyOf(columns);
        connection = database.open(true);
        try {
            connection.setAutoCommit(false);
            DatabaseMetaData meta = connection.getMetaData();
            String quote = meta.getIdentifierQuoteString().strip();
            String name = Stream.of(table.split("\\.", -1))
                    .map(part -> quoted(part, quote))
                    .collect(Collectors.joining("."));
            String names = join(column -> quoted(column.name(), quote));
            if (exists(meta)) {
                run("select " + names + " from " + name + " where 1 = 0"); // fails now rather than after the work
            } else {
                create(meta, name, quote);
            }
            insert = connection.prepareStatement("insert into " + name + " (" + names + ") values ("
                    + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")");
        } catch (SQLException refused) {
            close();
            throw problem(refused);
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    private void create(DatabaseMetaData meta, String name, String quote) throws SQLException {
        String create = "create table " + name + " ("
                + join(column ->
                        quoted(column.name(), quote) + " " + column.type().sql()) + ")";
        Arguments.require(
                !meta.dataDefinitionCausesTransactionCommit(),
                "the database " + database.source() + " has no table " + table
                        + ", and cannot make one and undo it again",
                "Maybe make it beforehand, by a statement like " + create);
        run(create);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean exists(DatabaseMetaData meta) throws SQLException {
        String escape = meta.getSearchStringEscape();
        String pattern = table.replace("_", escape + "_").replace("%", escape + "%");
        int dot = pattern.lastIndexOf('.');
        String schema = dot < 0 ? connection.getSchema() : pattern.substring(0, dot);
        try (ResultSet tables = meta.getTables(null, schema, pattern.substring(dot + 1), null)) {
            return tables.next();
        }
    }

    private String join(Function<Column, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }

    private static String quoted(String name, String quote) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    @Override
    public void write(@Nullable Object... cells) {
        Column.check(columns, cells);
        try {
            for (int i = 0; i < cells.length; i++) {
                insert.setObject(i + 1, cells[i], columns.get(i).type().jdbc());
            }
            insert.addBatch();
            if (++waiting == BATCH) {
                send();
            }
        } catch (SQLException refused) {
            throw problem(refused);
        }
    }

    private void send() throws SQLException {
        if (waiting > 0) {
            insert.executeBatch();
            waiting = 0;
        }
    }

    @Override
    public void commit() {
        try {
            send();
            connection.commit();
        } catch (SQLException refused) {
            throw problem(refused);
        }
    }

    @Override
    public void close() {
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException broken) {
            throw problem(broken);
        }
    }

    private DataException problem(SQLException cause) {
        return database.problem("table " + table + " cannot be written", cause);
    }
}
