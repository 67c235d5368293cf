package io.dither.data;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A database by its address. Exceptions of drivers may hold passwords: they are neither shown as they are nor kept as causes. */
final class Database {
    private static final String DUCKDB = "jdbc:duckdb:";

    private static final String CLOSED = "cannot be opened";

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

    /** The characters that begin or separate parameters. */
    private static final Pattern PARAMETER = Pattern.compile("[?;#&=()]");

    private static final Pattern LAST_WORD = Pattern.compile("[/:,\\s]*[^/:,\\s]*$");

    private static final Pattern SECRET =
            Pattern.compile("(?i)(?:pass|pwd|secret|key|token)[a-z]*=([^,;)&#\\s]+)|[:/]([^:/@]+)@");

    /** The most seconds that a database may take to open. */
    private static final int OPENING = 30;

    /** Milliseconds of the network timeout per second of the timeout of statements, which should end first. */
    private static final int MILLIS = 1100;

    /** The state of a statement that was cancelled. */
    private static final String CANCELLED = "57014";

    private final String url;
    private final String source;
    private final List<ClassLoader> loaders;
    private final Credentials credentials;
    private final int seconds;

    Database(String url, List<ClassLoader> loaders, Credentials credentials, int seconds) {
        this.url = url;
        this.loaders = loaders;
        this.credentials = credentials;
        this.seconds = seconds;
        source = withoutSecrets(url);
    }

    /** Removes parameters, and user and password before an at sign. If the sign may be part of a parameter, only the kind is left. */
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

    /** Opens a connection. What queries may do is set now, since DuckDB takes that only here. */
    Connection open() {
        Driver driver = driver();
        Properties properties = credentials.properties();
        if (url.startsWith(DUCKDB)) {
            properties.putAll(
                    url.startsWith(":memory:", DUCKDB.length()) || url.matches(DUCKDB + "(;.*)?")
                            ? OF_FILES
                            : OF_DATABASE);
        }
        Connection connection = opened(() -> driver.connect(url, properties));
        try {
            connection.setNetworkTimeout(Runnable::run, seconds() * MILLIS);
        } catch (SQLException | AbstractMethodError unknown) {
            return connection; // as of a database in this process
        }
        return connection;
    }

    /** Limits a statement, if the driver can. */
    static void limit(Statement statement, int seconds) {
        try {
            statement.setQueryTimeout(seconds);
        } catch (SQLException | AbstractMethodError unknown) {
            return; // the connection has a limit too
        }
    }

    /** {@return the most seconds without an answer; 0, which is no limit, if the database is in this process} */
    int seconds() {
        return url.startsWith(DUCKDB) ? 0 : seconds;
    }

    /** Opens a connection on another thread and stops waiting after a deadline, which drivers lack. */
    private Connection opened(Callable<@Nullable Connection> connect) {
        int most = Math.min(seconds, OPENING);
        FutureTask<@Nullable Connection> opening = new FutureTask<>(connect);
        Thread thread = new Thread(opening, "dither-database");
        thread.setDaemon(true);
        thread.start();
        try {
            Connection connection = opening.get(most, TimeUnit.SECONDS);
            if (connection == null) {
                throw new InvalidArgumentException(
                        "'" + source + "' is not an address that its driver takes", "Maybe it is misspelt");
            }
            return connection;
        } catch (TimeoutException late) {
            throw problem(CLOSED, "no answer in " + most + " s. Maybe the port is that of something else");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw problem(CLOSED, "interrupted");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SQLException refused) {
                throw problem(CLOSED, refused);
            }
            throw problem(CLOSED, "its driver failed: " + failed.getCause());
        } finally {
            opening.cancel(true);
        }
    }

    DataException problem(String action, SQLException cause) {
        return problem(
                action,
                isTimeout(cause)
                        ? "cancelled, or no answer in " + seconds + " s. Maybe allow it more by --query-timeout"
                        : String.valueOf(cause.getMessage()));
    }

    /** Makes an exception of a message of a driver: its first line, without secrets. */
    private DataException problem(String action, String words) {
        String message = words.replace(url, source);
        Matcher secrets = SECRET.matcher(url);
        while (secrets.find()) {
            message = message.replace(secrets.group(secrets.group(1) == null ? 2 : 1), "***");
        }
        return problem(source, action, credentials.blot(message));
    }

    private static boolean isTimeout(@Nullable Throwable cause) {
        return cause != null
                && (cause instanceof SQLTimeoutException
                        || (cause instanceof SQLException refused && CANCELLED.equals(refused.getSQLState()))
                        || cause instanceof SocketTimeoutException
                        || isTimeout(cause.getCause()));
    }

    static DataException problem(String source, String action, String message) {
        String line =
                message.lines().filter(text -> !text.isBlank()).findFirst().orElse("no reason given");
        return new DataException(source, 0, action + ": " + line.strip());
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

    /** Returns the driver if it accepts the address; empty if it does not, or cannot be loaded. */
    private Optional<Driver> accepting(ServiceLoader.Provider<Driver> found) {
        try {
            Driver driver = found.get();
            return driver.acceptsURL(url) ? Optional.of(driver) : Optional.empty();
        } catch (SQLException | ServiceConfigurationError | LinkageError broken) {
            return Optional.empty();
        }
    }
}
