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
 * A database, given by its address. Exceptions of drivers may contain passwords. So exceptions of this class have the
 * driver's message without secrets, and never the driver's exception as their cause.
 */
final class Database {
    private static final String DUCKDB = "jdbc:duckdb:";

    private static final String NOT_OPENED = "cannot be opened";

    /** Settings of a DuckDB in memory: it may read the files that queries name, but downloads nothing. */
    private static final Map<String, String> IN_MEMORY = Map.of(
            "autoinstall_known_extensions",
            "false",
            "autoload_known_extensions",
            "false",
            "lock_configuration",
            "true");

    /** Settings of a DuckDB in a database file: it is read only, and queries cannot read other files. */
    private static final Map<String, String> IN_FILE =
            Map.of("access_mode", "READ_ONLY", "enable_external_access", "false", "lock_configuration", "true");

    /**
     * A secret in an address: group 1 is the value of a parameter such as password=..., or group 2 is the password in
     * user:...@host.
     */
    private static final Pattern SECRET =
            Pattern.compile("(?i)(?:pass|pwd|secret|key|token)[a-z]*=([^,;)&#\\s]+)|[:/]([^:/@]+)@");

    /** The largest number of seconds to wait for a connection. */
    private static final int OPENING_SECONDS = 30;

    /** Milliseconds of network timeout per second of query timeout: 10 % more, so that the query timeout ends first. */
    private static final int NETWORK_MILLIS_PER_SECOND = 1100;

    /** The SQL state by which PostgreSQL reports a cancelled statement, as after a query timeout. */
    private static final String CANCELLED = "57014";

    private final String url;
    /** The address without secrets, for messages. */
    private final String source;

    /** The class loaders in which drivers are searched. */
    private final List<ClassLoader> loaders;

    private final Credentials credentials;
    /** The requested timeout of queries in seconds; {@link #queryTimeout} is the timeout in use. */
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
     * Opens a connection. The settings that limit what queries may do in a DuckDB are set here, because it takes them
     * only when it opens.
     */
    Connection open() {
        Driver driver = driver();
        Properties properties = credentials.properties();
        if (url.startsWith(DUCKDB)) {
            properties.putAll( // an address that names no file, possibly with parameters, is in memory
                    url.startsWith(":memory:", DUCKDB.length()) || url.matches(DUCKDB + "(;.*)?")
                            ? IN_MEMORY
                            : IN_FILE);
        }
        Connection connection = connectInTime(() -> driver.connect(url, properties));
        try {
            connection.setNetworkTimeout(Runnable::run, queryTimeout() * NETWORK_MILLIS_PER_SECOND);
        } catch (SQLException | AbstractMethodError unknown) {
            return connection; // a database in this process has no network timeout
        }
        return connection;
    }

    /** Sets the query timeout of a statement if the driver supports it. */
    static void setTimeout(Statement statement, int seconds) {
        try {
            statement.setQueryTimeout(seconds);
        } catch (SQLException | AbstractMethodError unknown) {
            return; // the connection has a network timeout too
        }
    }

    /** {@return the timeout of queries in seconds; 0, which is no limit, for a DuckDB, which runs in this process} */
    int queryTimeout() {
        return url.startsWith(DUCKDB) ? 0 : seconds;
    }

    /** Connects on another thread, and gives up after a time limit, because drivers may wait without a limit. */
    private Connection connectInTime(Callable<@Nullable Connection> connect) {
        int waitSeconds = Math.min(seconds, OPENING_SECONDS);
        FutureTask<@Nullable Connection> opening = new FutureTask<>(connect);
        Thread thread = new Thread(opening, "dither-database");
        thread.setDaemon(true);
        thread.start();
        try {
            Connection connection = opening.get(waitSeconds, TimeUnit.SECONDS);
            if (connection == null) {
                throw new InvalidArgumentException(
                        "'" + source + "' is not an address that its driver takes", "Maybe it is misspelt");
            }
            return connection;
        } catch (TimeoutException late) {
            throw problem(NOT_OPENED, "no answer in " + waitSeconds + " s. Maybe the port is that of something else");
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

    /** Makes an exception from a failure, such as "cannot be opened", and the driver's exception. */
    DataException problem(String failure, SQLException cause) {
        return problem(
                failure,
                isTimeout(cause)
                        ? "cancelled, or no answer in " + seconds + " s. Maybe raise --query-timeout"
                        : String.valueOf(cause.getMessage()));
    }

    /** Makes an exception from a failure and a reason, in which secrets are replaced by ***. */
    private DataException problem(String failure, String reason) {
        String message = reason.replace(url, source);
        Matcher secrets = SECRET.matcher(url);
        while (secrets.find()) {
            message = message.replace(secrets.group(secrets.group(1) == null ? 2 : 1), "***");
        }
        return problem(source, failure, credentials.withoutPassword(message));
    }

    private static boolean isTimeout(@Nullable Throwable cause) {
        return cause != null
                && (cause instanceof SQLTimeoutException
                        || (cause instanceof SQLException failed && CANCELLED.equals(failed.getSQLState()))
                        || cause instanceof SocketTimeoutException
                        || isTimeout(cause.getCause()));
    }

    /** Makes an exception from a failure and a reason, of which only the first line that is not blank is shown. */
    static DataException problem(String source, String failure, String reason) {
        String line = reason.lines().filter(text -> !text.isBlank()).findFirst().orElse("no reason given");
        return new DataException(source, 0, failure + ": " + line.strip());
    }

    /** Returns the first driver of the class loaders that accepts the address. */
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
