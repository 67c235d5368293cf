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
        // the driver unpacks its library (72 MB) into the temporary folder; a killed process leaves its copy
        LeftOvers.remove(Pattern.compile("libduckdb_java\\d+\\.so"));
    }

    /** Restricts queries to the files of the setting allowed_paths, forbids extensions, and locks the settings. */
    static final String LOCK = "set enable_external_access = false; set lock_configuration = true";

    private Duck() {}

    /**
     * Opens a database and runs statements. If {@code isStreamed}, the driver fetches results in chunks; otherwise it
     * keeps all rows of a result in memory.
     */
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

    /** Runs a query whose results have no null; returns its rows as texts. Messages name the file. */
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
        return DataException.of(file, problem + ": " + firstLine(cause), cause);
    }

    static String firstLine(SQLException cause) {
        return String.valueOf(cause.getMessage())
                .lines()
                .findFirst()
                .orElse("no reason given")
                .strip();
    }

    /** Returns a value as a text literal of SQL. */
    static String literal(Object value) {
        return "'" + value.toString().replace("'", "''") + "'";
    }

    /** Returns the name of a column as a quoted identifier of SQL. */
    static String quoted(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }
}
