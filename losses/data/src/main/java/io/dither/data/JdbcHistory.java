package io.dither.data;

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
 * What a database answers to a query, fetched a thousand rows at a time. Each reading has a connection of its own and is rolled back
 * at its end, so that a query changes nothing. Numbers keep the value that the database holds; NULL is missing; a list becomes a text
 * of its elements with blanks between them, as decisions are written.
 */
public final class JdbcHistory implements History {
    private static final int FETCH = 1000;

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

    private final Connections connections;
    private final String query;
    private final int seconds;
    /** Turns what a driver says into a message. */
    private final BiFunction<String, SQLException, DataException> complaint;

    private final Header header;

    private JdbcHistory(
            String source,
            Connections connections,
            String query,
            int seconds,
            BiFunction<String, SQLException, DataException> complaint) {
        this.connections = connections;
        this.query = query;
        this.seconds = seconds;
        this.complaint = complaint;
        header = read(source, null);
    }

    /**
     * Makes a history of connections that the caller knows how to open.
     *
     * @param source names the rows in messages
     * @param connections opens a connection for each reading, with its timeouts
     * @param query the query, in the database's SQL: one statement that reads
     * @return the rows that it gives
     * @throws InvalidArgumentException if the query is more
     * @throws DataException if the query is wrong, or gives two columns of one name
     */
    public static JdbcHistory of(String source, Connections connections, String query) {
        return new JdbcHistory(
                source,
                connections,
                query,
                0,
                (action, cause) -> Database.problem(source, action, String.valueOf(cause.getMessage())));
    }

    static JdbcHistory of(Database database, String query) {
        return new JdbcHistory(database.source(), database::open, query, database.seconds(), database::problem);
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
        read(header.source(), action);
    }

    /** Reads the names of the columns, and if there is an action also the rows. */
    private Header read(String source, @Nullable Consumer<? super Row> action) {
        try (Connection connection = connections.open()) {
            OneQuery.restrict(connection, source, query);
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setFetchSize(FETCH);
                statement.setMaxRows(action == null ? 1 : 0);
                Database.limit(statement, seconds);
                try (ResultSet rows = statement.executeQuery()) {
                    Header names = Header.ofQuery(source, labels(rows.getMetaData()));
                    for (long line = 1; action != null && rows.next(); line++) {
                        action.accept(
                                new Row(names, line, cells(rows, names.columns().size())));
                    }
                    return names;
                }
            } finally {
                undo(connection);
            }
        } catch (SQLException failed) {
            if (String.valueOf(failed.getMessage()).contains("Java heap space")) { // as DuckDB tells it
                throw new OutOfMemoryError("reading " + source);
            }
            throw complaint.apply("the query fails", failed);
        }
    }

    /** A connection that cannot do it is broken, and what broke it is told; closing it does the same. */
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
            Object cell = rows.getObject(i + 1);
            cells[i] = cell instanceof Array list
                    ? joined(list)
                    : cell instanceof Clob text ? text.getSubString(1, Math.toIntExact(text.length())) : cell;
        }
        return cells;
    }

    private static Object joined(Array list) throws SQLException {
        if (!(list.getArray() instanceof @Nullable Object[] elements)) {
            return list;
        }
        StringJoiner text = new StringJoiner(" ");
        for (Object element : elements) {
            text.add(String.valueOf(element));
        }
        return text.toString();
    }

    /** What a query may do: be one statement, in a connection that only reads if the driver has such, and in DuckDB a SELECT. */
    private static final class OneQuery {
        /** Where a semicolon ends no statement. */
        private static final Pattern QUOTED =
                Pattern.compile("(?s)'[^']*'|\"[^\"]*\"|`[^`]*`|--[^\\n]*|/\\*.*?\\*/|(\\$\\w*\\$).*?\\1");

        private static final Pattern ANOTHER = Pattern.compile(";[;\\s]*[^;\\s]");

        private OneQuery() {}

        /**
         * Restricts a connection, before its first statement.
         *
         * @throws InvalidArgumentException if the query does more
         */
        static void restrict(Connection connection, String source, String query) throws SQLException {
            boolean single = connection.getMetaData().getDatabaseProductName().equals("DuckDB")
                    ? isSelect(connection, query)
                    : !ANOTHER.matcher(QUOTED.matcher(query).replaceAll(" ")).find();
            Arguments.require(
                    single,
                    "the query for '" + source + "' is not a single statement that reads",
                    "Maybe leave the rest out, or run it beforehand by the database's own client");
            try {
                connection.setReadOnly(true);
            } catch (SQLException unknown) {
                return; // what this driver reads is rolled back, as with all others
            }
        }

        /** Asks DuckDB, whose statements write files and load libraries; what it cannot read it will refuse itself. */
        private static boolean isSelect(Connection connection, String query) throws SQLException {
            String tree = "select json_serialize_sql(?::varchar)::json as tree";
            try (PreparedStatement statement = connection.prepareStatement(
                    "select tree->>'error_type', json_array_length(tree->'statements') from (" + tree + ")")) {
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
