package io.dither.data;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.RegularFile;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Opens histories by their location, which is a file or the address of a database, and writes tables to files. Text
 * files have names that end with {@code .csv}, {@code .tsv}, {@code .tab}, {@code .txt} or {@code .dat}, perhaps
 * followed by {@code .gz}; tables are written to text files only as {@code .csv}. A {@link HistoryProvider} reads or
 * writes other files: the module dither-duckdb reads and writes {@code .parquet}, and reads {@code .json}, {@code
 * .jsonl} and {@code .ndjson}. A {@link DatabaseProvider} reads databases, whose addresses begin with {@code jdbc:}.
 */
public final class Histories {
    /** The timeout of a query unless another is set, in seconds. */
    private static final int DEFAULT_TIMEOUT = 600;

    /** The longest timeout of a query, in seconds. */
    private static final int LONGEST_TIMEOUT = 1_000_000;

    /** The number of services of a class loader that cannot be loaded, after which its others are not searched. */
    private static final int MAX_FAILURES = 100;

    private static final List<String> TEXT_ENDINGS = List.of(".csv", ".tsv", ".tab", ".txt", ".dat");

    private static final List<String> SHEET_ENDINGS = List.of(".xls", ".xlsx", ".xlsm", ".ods");

    private static final List<String> DUCKDB_ENDINGS = List.of(".parquet", ".json", ".jsonl", ".ndjson");

    private final List<ClassLoader> loaders;
    private final Map<String, String> environment;
    /** The timeout of queries. */
    private final int seconds;

    private final CsvDialect dialect;
    /** Receives notes for the user about how files are read. */
    private final Consumer<? super String> notes;

    private Histories(
            List<ClassLoader> loaders,
            Map<String, String> environment,
            int seconds,
            CsvDialect dialect,
            Consumer<? super String> notes) {
        this.loaders = List.copyOf(loaders);
        this.environment = Map.copyOf(environment);
        this.seconds = seconds;
        this.dialect = dialect;
        this.notes = notes;
    }

    /**
     * Creates an opener.
     *
     * @param loaders the class loaders in which drivers and providers are searched, in this order
     * @param environment the variables of the environment, such as {@code System.getenv()}, which may have the user and the password of
     *     databases
     */
    public Histories(List<ClassLoader> loaders, Map<String, String> environment) {
        this(loaders, environment, DEFAULT_TIMEOUT, CsvDialect.GUESSED, note -> {});
    }

    /**
     * Sets how long to wait for a database: for a statement, between rows, and (at most 30 seconds) for a connection.
     * The statements and rows of a DuckDB, which runs in this process, have no limit.
     *
     * @param timeout in seconds, from 1 to 1,000,000. Default: 600
     * @return an opener with this timeout
     */
    public Histories timeout(int timeout) {
        int chosen = Arguments.between("timeout", timeout, 1, LONGEST_TIMEOUT);
        return new Histories(loaders, environment, chosen, dialect, notes);
    }

    /**
     * Sets the separator and the decimal mark of text files.
     *
     * @param newDialect the separator and the decimal mark; {@link CsvDialect#GUESSED} by default
     * @return an opener that reads text files in this way
     */
    public Histories reading(CsvDialect newDialect) {
        return new Histories(loaders, environment, seconds, newDialect, notes);
    }

    /**
     * Sets a listener, which receives notes for the user about how files are read, such as that a file has decimal
     * commas.
     *
     * @param listener takes a note, which is a sentence about a file
     * @return an opener with this listener
     */
    public Histories withListener(Consumer<? super String> listener) {
        return new Histories(loaders, environment, seconds, dialect, listener);
    }

    /**
     * Creates an opener that searches the class path, with the variables of the environment.
     *
     * @return the opener
     */
    public static Histories standard() {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        return new Histories(
                List.of(application == null ? ClassLoader.getSystemClassLoader() : application), System.getenv());
    }

    /**
     * Removes secrets from a location, so that it may be shown and stored.
     *
     * @param location a file or the address of a database
     * @return the same without user, password and other parameters of an address
     */
    public static String withoutSecrets(String location) {
        return Address.isAddress(location) ? Address.withoutSecrets(location) : location;
    }

    /**
     * Opens a file.
     *
     * @param location the file
     * @return its rows
     * @throws InvalidArgumentException if nothing reads such files, it is an address that needs a query, or
     * {@link #reading} was set for a file that is not a text file
     * @throws DataException if it cannot be read
     */
    public History open(String location) {
        return open(location, "");
    }

    /**
     * Opens a file or a database.
     *
     * @param location the file or the address
     * @param query the query for a database; for a file that DuckDB reads, a query over the table {@code data}, which
     *     is the file; empty for all rows of a file
     * @return the rows
     * @throws InvalidArgumentException if nothing reads such files, no driver takes the address, a database has no
     * query, a text file has a query, the query is not a single statement or, in DuckDB, not a single SELECT, or {@link
     * #reading} was set for a file that is not a text file
     * @throws DataException if it cannot be read, or the query fails, such as a statement that does not read
     */
    public History open(String location, String query) {
        if (isDatabase(location)) {
            String source = withoutSecrets(location);
            Arguments.require(!query.isBlank(), "'" + source + "' needs a query", "Maybe add --query 'select ...'");
            return services(DatabaseProvider.class)
                    .findFirst()
                    .orElseThrow(() -> new InvalidArgumentException(
                            "nothing here reads the database '" + source + "'",
                            "Maybe add the module dither-jdbc to the class path or the plugin folder"))
                    .open(location, query, seconds, loaders, environment);
        }
        Path file = existing(location);
        boolean isGzip = location.endsWith(CsvForm.GZ_ENDING);
        if (TEXT_ENDINGS.contains(
                ending(isGzip ? location.substring(0, location.length() - CsvForm.GZ_ENDING.length()) : location))) {
            Arguments.require(
                    query.isBlank(),
                    "'" + location + "' takes no query",
                    "Maybe give jdbc:duckdb: as the data, and the file in the query");
            return new CsvHistory(file, dialect, notes);
        }
        Arguments.require(
                dialect.equals(CsvDialect.GUESSED),
                "'" + location + "' is not a text file, so it has no separator or decimal mark",
                "Maybe leave them out");
        return provider(location, "reads").open(file, query);
    }

    /**
     * Writes a file, completely or not at all; an existing file is replaced. A device, a pipe or the target of a link is
     * written directly.
     *
     * @param location the file; the ending of its name decides the format
     * @param columns its columns
     * @return the writer
     * @throws InvalidArgumentException if nothing writes such files, there are no columns, or two share a name
     * @throws DataException if the folder does not exist, or a folder has the name of the file
     * @throws java.io.UncheckedIOException if the file cannot be written for another reason
     */
    public TableWriter write(String location, List<Column> columns) {
        Arguments.require(
                !Address.isAddress(location),
                "'" + withoutSecrets(location) + "' is the address of a database, which is only read",
                "Maybe write .csv or .parquet, which a database loads by one statement");
        requireDistinct(columns);
        Path file = Arguments.path(location);
        if (ending(location).equals(".csv")) {
            return new FileTable(file, temporary -> CsvTable.inFile(file, temporary, columns));
        }
        HistoryProvider provider = provider(location, "writes");
        return new FileTable(file, temporary -> provider.write(file, temporary, columns));
    }

    /**
     * Prints a table as CSV.
     *
     * @param out receives the rows; it stays open
     * @param columns the columns
     * @return the writer, which prints each row immediately and does not wait for its commit
     */
    public static TableWriter print(PrintWriter out, List<Column> columns) {
        requireDistinct(columns);
        return CsvTable.to(out, columns);
    }

    private static void requireDistinct(List<Column> columns) {
        List<String> names = columns.stream().map(Column::name).toList();
        Arguments.require(
                !names.isEmpty() && names.stream().distinct().count() == names.size(),
                "columns = " + names + " are missing, or two share a name",
                "Maybe rename one");
    }

    private static boolean isDatabase(String location) {
        return location.startsWith("jdbc:");
    }

    private static String ending(String location) {
        String name = Arguments.path(location).getFileName() + ""; // "null" for a root such as /
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    }

    private static Path existing(String location) {
        Arguments.require(!location.isEmpty(), "the name of the file is empty", "Maybe a variable is not set");
        Path file = Arguments.path(location);
        boolean isMissing = !Files.exists(file);
        if (isMissing || !Files.isReadable(RegularFile.require(file))) {
            throw new DataException(
                    withoutSecrets(location),
                    0,
                    isMissing
                            ? "the file does not exist. Maybe the path is wrong"
                            : "you have no permission to read the file. Maybe change its permissions");
        }
        return file;
    }

    private HistoryProvider provider(String location, String readsOrWrites) {
        String ending = ending(location);
        return services(HistoryProvider.class)
                .filter(provider -> provider.endings().contains(ending))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(
                        "nothing here " + readsOrWrites + " '" + withoutSecrets(location) + "'", adviceOn(ending)));
    }

    private static String adviceOn(String ending) {
        if (DUCKDB_ENDINGS.contains(ending)) {
            return "Maybe add the module dither-duckdb to the class path or the plugin folder";
        }
        return SHEET_ENDINGS.contains(ending)
                ? "Maybe save the sheet as CSV UTF-8"
                : "Maybe its name should end with .csv or .parquet";
    }

    /**
     * Returns the services of a type that the class loaders find, in their order, and then the services that the loader of this class finds. Services that
     * cannot be loaded are left out.
     */
    private <T> Stream<T> services(Class<T> type) {
        return Stream.concat(loaders.stream(), Stream.of(Histories.class.getClassLoader()))
                .flatMap(loader -> loadable(ServiceLoader.load(type, loader).iterator()).stream());
    }

    private static <T> List<T> loadable(Iterator<T> services) {
        List<T> loadable = new ArrayList<>();
        for (int failures = 0; failures < MAX_FAILURES; failures++) {
            try {
                services.forEachRemaining(loadable::add);
                return loadable;
            } catch (ServiceConfigurationError | LinkageError broken) {
                // the iterator goes on after the broken service
            }
        }
        return loadable;
    }
}
