package io.dither.duckdb;

import io.dither.error.DataException;
import io.dither.storage.LeftOvers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.duckdb.DuckDBDriver;

/** Opens databases in memory, which are deleted when their connection is closed, and which never use the network. */
final class Duck {
    static {
        // a process unpacks 72 MB, which stay if it is killed
        LeftOvers.remove(Pattern.compile("libduckdb_java\\d+\\.so"));
    }

    /** Restricts a query to the allowed files, without extensions, and locks these settings. */
    static final String LOCK = "set enable_external_access = false; set lock_configuration = true";

    private Duck() {}

    /** Opens a database and runs statements; with {@code isStreamed}, results are read in chunks. */
    static Connection open(boolean isStreamed, String... statements) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("jdbc_stream_results", String.valueOf(isStreamed));
        Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", properties);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return connection;
        } catch (SQLException refused) {
            connection.close();
            throw refused;
        }
    }

    /** Returns the rows of a query about a file, as texts. */
    static List<List<String>> texts(Path file, String query) {
        List<List<String>> rows = new ArrayList<>();
        try (Connection connection = open(false);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            while (answer.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(answer.getString(i)));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException refused) {
            throw problem(file, "cannot be read", refused);
        }
    }

    static DataException problem(Path file, String problem, SQLException cause) {
        return new DataException(file.toString(), 0, problem + ": " + firstLine(cause), cause);
    }

    static String firstLine(SQLException cause) {
        return String.valueOf(cause.getMessage())
                .lines()
                .findFirst()
                .orElse("no reason given")
                .strip();
    }

    /** Returns the text of a value as a literal of SQL. */
    static String text(Object value) {
        return "'" + value.toString().replace("'", "''") + "'";
    }

    /** Returns the name of a column in the quotes of SQL. */
    static String name(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }
}
