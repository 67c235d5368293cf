package io.dither.data;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** What a query may do that is not trusted: be one statement, in a connection that only reads if the driver has such, and in DuckDB a SELECT. */
final class OneQuery {
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
                "Maybe leave the rest out; --trust-query (in Java trustingQueries()) lets a database run more");
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
