package io.dither.data;

import io.dither.error.DataException;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows with named columns: a file, the answer of a database to a query, or rows in memory. It may be read several
 * times.
 */
public interface History {
    /**
     * Makes a history of rows in memory, such as the rows of a request.
     *
     * @param source the name of their source, for messages
     * @param rows a map per row from the name of a column to a text, a number, a truth value or a time; absent or null
     * values are missing
     * @return the rows; copied
     * @throws DataException if a cell is something else, or a column has no name
     */
    static History of(String source, List<? extends Map<String, ?>> rows) {
        return MemoryRows.of(source, rows);
    }

    /**
     * Makes a history of rows that are read anew each time, such as the answer of a database. Messages name the number of a row.
     *
     * @param source the name of their source, for messages
     * @param columns the names of the columns
     * @param reader passes the cells of each row, one per column, to a consumer: texts, numbers, truth values, times, or null for what is
     * missing; it makes a new array for each row, because a row keeps its array
     * @return the rows
     * @throws DataException if a column has no name, or two have the same
     */
    static History reading(String source, List<String> columns, Consumer<? super Consumer<@Nullable Object[]>> reader) {
        return new ReadHistory(Header.ofQuery(source, columns), reader);
    }

    /**
     * Makes lines from the rows of a history. Messages name the line of the row.
     *
     * @param rows the rows
     * @param columns the columns of the lines
     * @param maker takes a row, and passes the cells of each line that it makes from the row to a consumer, one cell per
     * column: texts, numbers, or null for what is missing
     * @return the lines; each reading of the lines reads the rows
     */
    static History derived(
            History rows, List<String> columns, BiConsumer<? super Row, ? super Consumer<@Nullable Object[]>> maker) {
        return new DerivedHistory(rows, List.copyOf(columns), maker);
    }

    /** {@return the same rows, read once and kept in memory; messages name their lines} */
    default History inMemory() {
        return MemoryRows.copy(this);
    }

    /**
     * Returns the name of the source, for messages; it contains no password.
     *
     * @return the file as the user named it, or the address of the database
     */
    String source();

    /**
     * Returns the names of the columns.
     *
     * @return the names, each once, in the order of the source
     */
    List<String> columns();

    /**
     * Reads all rows, one after another, in the order of the source.
     *
     * @param action takes each row and may keep it
     * @throws DataException if the source cannot be read to its end
     */
    void forEach(Consumer<? super Row> action);
}
