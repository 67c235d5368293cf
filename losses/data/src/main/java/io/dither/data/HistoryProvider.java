package io.dither.data;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The service type of a reader and writer of a kind of file, found by {@link Histories} with {@code ServiceLoader}. */
public interface HistoryProvider {
    /**
     * Returns the endings of the names of the files that this provider reads. {@link #write} refuses those that it does
     * not write.
     *
     * @return the endings in lower case, such as {@code .parquet}
     */
    Set<String> endings();

    /**
     * Opens a file.
     *
     * @param file a file that exists
     * @param query a query in SQL over the table {@code data}, which is the file; empty for all rows
     * @return the rows of the file, in its order, or the rows of the answer to the query
     * @throws InvalidArgumentException if the query is not a single statement of the kind that the provider takes
     * @throws DataException if the file cannot be read, or the query fails
     */
    History open(Path file, String query);

    /**
     * Writes a file.
     *
     * @param file the file as the user named it, for messages; its name ends with one of {@link #endings()}
     * @param temporary the temporary file to write, which does not exist yet; the caller renames it to the file, or deletes it.
     * For a device, a pipe or a link it is the file itself
     * @param columns the columns
     * @return the writer, whose {@code commit} completes the file
     * @throws InvalidArgumentException if such files are only read
     */
    TableWriter write(Path file, Path temporary, List<Column> columns);
}
