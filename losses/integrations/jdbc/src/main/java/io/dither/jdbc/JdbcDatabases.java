package io.dither.jdbc;

import io.dither.data.DatabaseProvider;
import io.dither.data.History;
import java.util.List;
import java.util.Map;

/**
 * Reads databases by their JDBC drivers, which a {@link java.util.ServiceLoader} finds. User and password come from the
 * address or the environment: {@code DITHER_DB_USER}, and {@code DITHER_DB_PASSWORD} or the file that {@code
 * DITHER_DB_PASSWORD_FILE} names. No message shows the password.
 */
public final class JdbcDatabases implements DatabaseProvider {
    @Override
    public History open(
            String address, String query, int timeout, List<ClassLoader> loaders, Map<String, String> environment) {
        return JdbcHistory.of(new Database(address, loaders, Credentials.of(environment), timeout), query);
    }
}
