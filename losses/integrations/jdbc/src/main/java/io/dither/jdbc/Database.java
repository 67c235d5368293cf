package io.dither.jdbc;

import io.dither.data.Histories;
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

/**
 * A database, given by its address. Exceptions of drivers may contain passwords: their messages are cleaned, and they
 * are never causes.
 */
final class Database {
    private static final String DUCKDB = "jdbc:duckdb:";

    private static final String NOT_OPENED = "cannot be opened";

    /** Settings of DuckDB in memory: it may read files that queries name, but download nothing. */
    private static final Map<String, String> OF_FILES = Map.of(
            "autoinstall_known_extensions",
            "false",
            "autoload_known_extensions",
            "false",
            "lock_configuration",
            "true");

    /** Settings of DuckDB with a database file: it is read only, and queries name no other files. */
    private static final Map<String, String> OF_DATABASE =
            Map.of("access_mode", "READ_ONLY", "enable_external_access", "false", "lock_configuration", "true");

    private static final Pattern SECRET =
            Pattern.compile("(?i)(?:pass|pwd|secret|key|token)[a-z]*=([^,;)&#\\s]+)|[:/]([^:/@]+)@");

    /** The largest number of seconds to wait for a connection. */
    private static final int OPENING_SECONDS = 30;

    /** Milliseconds of network timeout per second of statement timeout, which should end first. */
    private static final int NETWORK_MILLIS_PER_SECOND = 1100;

    /** The SQL state of a cancelled statement. */
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
        source = Histories.withoutSecrets(url);
    }

    String source() {
        return source;
    }

    /**
     * Opens a connection. It also limits what queries may do, because DuckDB takes these settings only when it opens.
     */
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
            connection.setNetworkTimeout(Runnable::run, seconds() * NETWORK_MILLIS_PER_SECOND);
        } catch (SQLException | AbstractMethodError unknown) {
            return connection; // a database in this process has no network timeout
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

    /** {@return the timeout of statements in seconds; 0, which is no limit, if the database is in this process} */
    int seconds() {
        return url.startsWith(DUCKDB) ? 0 : seconds;
    }

    /** Opens a connection on another thread, and stops waiting after a deadline, because drivers have none. */
    private Connection opened(Callable<@Nullable Connection> connect) {
        int deadline = Math.min(seconds, OPENING_SECONDS);
        FutureTask<@Nullable Connection> opening = new FutureTask<>(connect);
        Thread thread = new Thread(opening, "dither-database");
        thread.setDaemon(true);
        thread.start();
        try {
            Connection connection = opening.get(deadline, TimeUnit.SECONDS);
            if (connection == null) {
                throw new InvalidArgumentException(
                        "'" + source + "' is not an address that its driver takes", "Maybe it is misspelt");
            }
            return connection;
        } catch (TimeoutException late) {
            throw problem(NOT_OPENED, "no answer in " + deadline + " s. Maybe the port is that of something else");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw problem(NOT_OPENED, "interrupted");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SQLException refused) {
                throw problem(NOT_OPENED, refused);
            }
            throw problem(NOT_OPENED, "its driver failed: " + failed.getCause());
        } finally {
            opening.cancel(true);
        }
    }

    DataException problem(String action, SQLException cause) {
        return problem(
                action,
                isTimeout(cause)
                        ? "cancelled, or no answer in " + seconds + " s. Maybe raise --query-timeout"
                        : String.valueOf(cause.getMessage()));
    }

    /** Makes an exception from the first line of a driver's message, without secrets. */
    private DataException problem(String action, String driverMessage) {
        String message = driverMessage.replace(url, source);
        Matcher secrets = SECRET.matcher(url);
        while (secrets.find()) {
            message = message.replace(secrets.group(secrets.group(1) == null ? 2 : 1), "***");
        }
        return problem(source, action, credentials.withoutPassword(message));
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
                .flatMap(provider -> accepting(provider).stream())
                .findFirst()
                .orElseThrow(
                        () -> new InvalidArgumentException(
                                "no driver takes the address '" + source + "'",
                                url.startsWith(DUCKDB)
                                        ? "Maybe add the module dither-duckdb"
                                        : "Maybe put the jar of the database's driver into the plugin folder, or the address is misspelt"));
    }

    /** Returns the driver if it accepts the address; empty if it does not, or cannot be loaded. */
    private Optional<Driver> accepting(ServiceLoader.Provider<Driver> provider) {
        try {
            Driver driver = provider.get();
            return driver.acceptsURL(url) ? Optional.of(driver) : Optional.empty();
        } catch (SQLException | ServiceConfigurationError | LinkageError broken) {
            return Optional.empty();
        }
    }
}
