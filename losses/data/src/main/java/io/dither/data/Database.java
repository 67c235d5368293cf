package io.dither.data;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database by its address. Exceptions of drivers may hold passwords: they are neither shown as they are nor kept as causes. */
final class Database {
    private static final String DUCKDB = "jdbc:duckdb:";

    /** The database in memory reads files that its queries name, but fetches nothing. */
    private static final Map<String, String> OF_FILES = Map.of(
            "autoinstall_known_extensions",
            "false",
            "autoload_known_extensions",
            "false",
            "lock_configuration",
            "true");

    private static final Map<String, String> OF_DATABASE =
            Map.of("access_mode", "READ_ONLY", "enable_external_access", "false", "lock_configuration", "true");

    /** The kind of database, before the host, the path or the user. */
    private static final Pattern KIND = Pattern.compile("^[^:/?#@]+:(?:[A-Za-z0-9+_-]+:){0,2}(?://)?");

    /** What begins or holds a parameter. */
    private static final Pattern PARAMETER = Pattern.compile("[?;#&=()]");

    private static final Pattern LAST_WORD = Pattern.compile("[/:,\\s]*[^/:,\\s]*$");

    private static final Pattern SECRET =
            Pattern.compile("(?i)(?:pass|pwd|secret|key|token)[a-z]*=([^,;)&#\\s]+)|[:/]([^:/@]+)@");

    private final String url;
    private final String source;
    private final List<ClassLoader> loaders;
    private final Credentials credentials;

    Database(String url, List<ClassLoader> loaders, Credentials credentials) {
        this.url = url;
        this.loaders = loaders;
        this.credentials = credentials;
        source = withoutSecrets(url);
    }

    /** Leaves out parameters and what stands before an at sign; all but the kind, if the sign may be part of a parameter. */
    static String withoutSecrets(String url) {
        Matcher kind = KIND.matcher(url);
        String rest = url.substring(kind.lookingAt() ? kind.end() : 0);
        String shown = url.substring(0, url.length() - rest.length());
        Matcher first = PARAMETER.matcher(rest);
        int end = first.find() ? first.start() : rest.length();
        if (rest.lastIndexOf('@') > end) {
            return shown;
        }
        String place = rest.substring(rest.lastIndexOf('@') + 1, end);
        boolean named = rest.startsWith("=", end); // by the last word
        return shown + (named ? LAST_WORD.matcher(place).replaceFirst("") : place);
    }

    String source() {
        return source;
    }

    /** Opens it for anything, or for a query that is not trusted, which DuckDB must know in the beginning. */
    Connection open(boolean trusted) {
        Driver driver = driver();
        Properties properties = credentials.properties();
        if (!trusted && url.startsWith(DUCKDB)) {
            properties.putAll(
                    url.startsWith(":memory:", DUCKDB.length()) || url.matches(DUCKDB + "(;.*)?")
                            ? OF_FILES
                            : OF_DATABASE);
        }
        try {
            Connection connection = driver.connect(url, properties);
            Arguments.require(
                    connection != null,
                    "'" + source + "' is not an address that its driver takes",
                    "Maybe it is misspelt");
            return connection;
        } catch (SQLException refused) {
            throw problem("cannot be opened", refused);
        }
    }

    /** One line of what a driver says, without secrets. */
    DataException problem(String what, SQLException cause) {
        SQLException next = cause.getNextException(); // of a batch it holds the reason
        String said = String.valueOf((next == null ? cause : next).getMessage()).replace(url, source);
        Matcher secrets = SECRET.matcher(url);
        while (secrets.find()) {
            said = said.replace(secrets.group(secrets.group(1) == null ? 2 : 1), "***");
        }
        return problem(source, what, credentials.blot(said));
    }

    static DataException problem(String source, String what, String said) {
        String line = said.lines().filter(text -> !text.isBlank()).findFirst().orElse("no reason given");
        return new DataException(source, 0, what + ": " + line.strip());
    }

    private Driver driver() {
        return loaders.stream()
                .flatMap(loader -> ServiceLoader.load(Driver.class, loader).stream())
                .flatMap(found -> accepting(found).stream())
                .findFirst()
                .orElseThrow(
                        () -> new InvalidArgumentException(
                                "no driver takes the address '" + source + "'",
                                url.startsWith(DUCKDB)
                                        ? "Maybe add the module dither-duckdb"
                                        : "Maybe put the jar of the database's driver into the plugin folder, or the address is misspelt"));
    }

    /** A driver that cannot be loaded is passed over: another may serve. */
    private Optional<Driver> accepting(ServiceLoader.Provider<Driver> found) {
        try {
            Driver driver = found.get();
            return driver.acceptsURL(url) ? Optional.of(driver) : Optional.empty();
        } catch (SQLException | ServiceConfigurationError | LinkageError broken) {
            return Optional.empty();
        }
    }
}
