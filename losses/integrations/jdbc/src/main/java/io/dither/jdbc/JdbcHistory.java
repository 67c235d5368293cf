package io.dither.jdbc;

import io.dither.data.History;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.sql.Array;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a database to a query, fetched a thousand rows at a time. Each reading has its own connection and is
 * rolled back at its end, so that a query changes nothing. Numbers keep their exact value; NULL is a missing value; a
 * list becomes a text of its elements with blanks between them, which is how a CSV file writes a decision.
 */
public final class JdbcHistory {
    /** The number of rows that a driver fetches at a time. */
    private static final int FETCHED_ROWS = 1000;

    /** Opens connections. */
    @FunctionalInterface
    public interface Connections {
        /**
         * Opens a connection, which the history closes.
         *
         * @return the connection
         * @throws SQLException if that fails
         */
        Connection open() throws SQLException;
    }

    private final String source;
    private final Connections connections;
    private final String query;
    /** The timeout of the query in seconds; 0 for no limit. */
    private final int seconds;
    /** Makes an exception from a failure, such as "the query fails", and the exception of the driver. */
    private final BiFunction<String, SQLException, DataException> toException;

    private JdbcHistory(
            String source,
            Connections connections,
            String query,
            int seconds,
            BiFunction<String, SQLException, DataException> toException) {
        this.source = source;
        this.connections = connections;
        this.query = query;
        this.seconds = seconds;
        this.toException = toException;
    }

    /**
     * Makes a history from the answer to a query, over connections that the caller opens.
     *
     * @param source the name of the source in messages
     * @param connections opens a connection for each reading; the history sets no timeouts on it
     * @param query the query, in the database's SQL: one statement that reads
     * @return the rows of the answer
     * @throws InvalidArgumentException if the query is not a single statement, in DuckDB a single SELECT
     * @throws DataException if the query is wrong, or its answer has two columns of the same name
     */
    public static History of(String source, Connections connections, String query) {
        return new JdbcHistory(
                        source,
                        connections,
                        query,
                        0,
                        (failure, cause) -> Database.problem(source, failure, String.valueOf(cause.getMessage())))
                .history();
    }

    static History of(Database database, String query) {
        return new JdbcHistory(database.source(), database::open, query, database.queryTimeout(), database::problem)
                .history();
    }

    private History history() {
        return History.reading(source, read(null), this::read);
    }

    /**
     * Runs the query; passes each row to the action, or reads no rows if it is null. Returns the names of the columns.
     */
    private List<String> read(@Nullable Consumer<@Nullable Object[]> action) {
        try (Connection connection = connections.open()) {
            OneQuery.restrict(connection, source, query);
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setFetchSize(FETCHED_ROWS);
                statement.setMaxRows(action == null ? 1 : 0); // 1 is the smallest limit; 0 means all rows
                Database.setTimeout(statement, seconds);
                try (ResultSet rows = statement.executeQuery()) {
                    List<String> labels = labels(rows.getMetaData());
                    while (action != null && rows.next()) {
                        action.accept(cells(rows, labels.size()));
                    }
                    return labels;
                }
            } finally {
                undo(connection);
            }
        } catch (SQLException failed) {
            // DuckDB reports a full heap in this way
            if (String.valueOf(failed.getMessage()).contains("Java heap space")) {
                throw new OutOfMemoryError("reading " + source);
            }
            throw toException.apply("the query fails", failed);
        }
    }

    /**
     * Rolls back, after a reading that succeeded or failed. A failure to roll back is ignored: it means that the
     * connection is broken, and a database rolls back when a connection ends.
     */
    private static void undo(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            return;
        }
    }

    private static List<String> labels(ResultSetMetaData meta) throws SQLException {
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            labels.add(meta.getColumnLabel(i));
        }
        return labels;
    }

    private static @Nullable Object[] cells(ResultSet rows, int count) throws SQLException {
        @Nullable Object[] cells = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            cells[i] = cell(rows.getObject(i + 1));
        }
        return cells;
    }

    /** Returns a value of the driver as a cell: lists and long texts become texts. */
    private static @Nullable Object cell(@Nullable Object value) throws SQLException {
        if (value instanceof Number || value instanceof String) {
            return value; // tests for interfaces take longer, and most values need none
        }
        if (value instanceof Array list) {
            return joined(list);
        }
        return value instanceof Clob text ? text.getSubString(1, Math.toIntExact(text.length())) : value;
    }

    private static Object joined(Array list) throws SQLException {
        if (!(list.getArray() instanceof @Nullable Object[] elements)) {
            return list; // an array of primitives is passed on unchanged
        }
        StringJoiner text = new StringJoiner(" ");
        for (Object element : elements) {
            text.add(String.valueOf(element));
        }
        return text.toString();
    }

    /**
     * Restricts what a query may do: it is a single statement, in DuckDB a single SELECT, and its connection is
     * read-only if the driver supports that.
     */
    private static final class OneQuery {
        /** Quoted texts and comments, in which a semicolon does not end a statement. */
        private static final Pattern QUOTED =
                Pattern.compile("(?s)'[^']*'|\"[^\"]*\"|`[^`]*`|--[^\\n]*|/\\*.*?\\*/|(\\$\\w*\\$).*?\\1");

        /** The semicolon before a second statement, with the start of that statement. */
        private static final Pattern SECOND = Pattern.compile(";[;\\s]*[^;\\s]");

        private OneQuery() {}

        /**
         * Restricts a connection, before its first statement.
         *
         * @throws InvalidArgumentException if the query is not a single statement, in DuckDB a single SELECT
         */
        static void restrict(Connection connection, String source, String query) throws SQLException {
            boolean allowed = connection.getMetaData().getDatabaseProductName().equals("DuckDB")
                    ? isSelect(connection, query)
                    : !SECOND.matcher(QUOTED.matcher(query).replaceAll(" ")).find();
            Arguments.require(
                    allowed,
                    "the query for '" + source + "' is not a single statement that reads",
                    "Maybe leave the rest out, or run it beforehand by the database's own client");
            try {
                connection.setReadOnly(true);
            } catch (SQLException unknown) {
                return; // the driver has no read-only connections: the transaction is rolled back anyway
            }
        }

        /**
         * Asks DuckDB whether a query is a single SELECT, because its other statements write files and load libraries.
         * For a query with a syntax error ("parser") this returns true; DuckDB refuses the query later, with its own
         * message. Other errors mean that a statement is not a SELECT.
         */
        private static boolean isSelect(Connection connection, String query) throws SQLException {
            String parsing = "select json_serialize_sql(?::varchar)::json as tree";
            try (PreparedStatement statement = connection.prepareStatement(
                    "select tree->>'error_type', json_array_length(tree->'statements') from (" + parsing + ")")) {
                statement.setString(1, query);
                try (ResultSet answer = statement.executeQuery()) {
                    answer.next();
                    String error = answer.getString(1);
                    return error == null ? answer.getInt(2) == 1 : error.equals("parser");
                }
            }
        }
    }
}
