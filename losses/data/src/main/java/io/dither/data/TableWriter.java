package io.dither.data;

import io.dither.error.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * A table that is written row by row and is there as a whole once it is committed, or not at all. Used by one thread.
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
     * @param cells one for each column and of its type; null for one that is to stay empty
     * @throws InvalidArgumentException if they do not fit the columns
     * @throws java.io.UncheckedIOException if a file cannot be written
     */
    void write(@Nullable Object... cells);

    /**
     * Makes the table visible; to be called once, at the end.
     *
     * @throws java.io.UncheckedIOException if a file cannot be written; it is then as it was
     */
    void commit();

    /** Frees what is held. Without a commit, nothing stays of what was written. */
    @Override
    void close();
}
