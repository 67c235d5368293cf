package io.dither.data;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The service type of a reader and writer of a kind of file, found by {@link Histories} with {@code ServiceLoader}. */
public interface HistoryProvider {
    /**
     * Returns the endings of the names of the files that this provider reads and, unless they are only read, writes.
     *
     * @return the endings in lower case, such as {@code .parquet}
     */
    Set<String> endings();

    /**
     * Opens a file.
     *
     * @param file a file that exists
     * @param query a query in SQL over the table {@code data}, which is the file; empty for all rows
     * @return its rows, in the order of the file
     * @throws DataException if it cannot be read
     */
    History open(Path file, String query);

    /**
     * Writes a file.
     *
     * @param file the file as the user named it, for messages; its name ends with one of {@link #endings()}
     * @param temporary the temporary file to write, which does not exist yet; the caller renames it to the file, or deletes it
     * @param columns the columns
     * @return the writer, whose {@code commit} completes the file
     * @throws InvalidArgumentException if such files are only read
     */
    TableWriter write(Path file, Path temporary, List<Column> columns);
}
