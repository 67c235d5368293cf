package io.dither.data;

import io.dither.error.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table row by row. A file exists once it is committed, completely or not at all; a table of {@link
 * Histories#print} does not wait for the commit, and {@link #close} deletes none of it. Used by one thread.
 *
 * <pre>{@code
 * try (TableWriter table = Histories.standard().write("decisions.csv", List.of(Column.text("example"), Column.number("cost")))) {
 *     table.write("monday", 12.5);
 *     table.commit();
 * }
 * }</pre>
 */
public interface TableWriter extends AutoCloseable {
    /**
     * Adds a row.
     *
     * @param cells a cell per column, of its type; null for an empty cell
     * @throws InvalidArgumentException if the cells do not fit the columns
     * @throws java.io.UncheckedIOException if a file cannot be written
     */
    void write(@Nullable Object... cells);

    /**
     * Makes the table visible. Call it once, at the end.
     *
     * @throws java.io.UncheckedIOException if a file cannot be written; an earlier file is then unchanged
     */
    void commit();

    /** Closes the writer. Without a commit, all that was written is deleted. */
    @Override
    void close();
}
