package io.dither.data;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.util.List;
import java.util.Map;

/** Reads databases. {@link Histories} finds providers with {@code ServiceLoader}; the module {@code dither-jdbc} has one. */
public interface DatabaseProvider {
    /**
     * Sends a query to a database.
     *
     * @param address the address, which begins with {@code jdbc:}; it may contain secrets, see {@link Histories#withoutSecrets}
     * @param query the query, in the SQL of the database
     * @param timeout the longest time to wait for an answer, in seconds, at least 1; a database in this process, such as DuckDB, has no limit
     * @param loaders the class loaders in which drivers are searched, in this order
     * @param environment the variables of the environment, which may contain the user and the password of the database
     * @return the rows of the answer; each {@link History#forEach} sends the query again
     * @throws InvalidArgumentException if no driver takes the address, or the query is not a single statement or, in DuckDB, not a single SELECT
     * @throws DataException if the database cannot be opened, or the query fails, such as a statement that does not read
     */
    History open(String address, String query, int timeout, List<ClassLoader> loaders, Map<String, String> environment);
}
