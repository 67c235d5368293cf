package io.dither.data;

import io.dither.error.DataException;
import java.util.List;
import java.util.function.Consumer;

/** Rows with names: a file, or what a database answers to a query. It may be read again and again. */
public interface History {
    /**
     * Says where the rows come from, for messages; it holds no password.
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
     * @param action takes each row, which it may keep
     * @throws DataException if the source cannot be read to its end
     */
    void forEach(Consumer<? super Row> action);
}
