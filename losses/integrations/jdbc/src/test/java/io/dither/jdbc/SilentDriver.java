package io.dither.jdbc;

import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;

/** A database that is silent when it is opened, or at a query, as the address says. */
public final class SilentDriver implements Driver {
    static final String URL = "jdbc:silent:";

    /** The limits that were set. */
    static final List<String> LIMITS = new CopyOnWriteArrayList<>();

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(URL);
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        if (url.endsWith("open")) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stop) {
                throw new SQLException("interrupted", stop);
            }
        }
        return proxy(Connection.class, url);
    }

    private static <T> T proxy(Class<T> type, String url) {
        return type.cast(Proxy.newProxyInstance(
                SilentDriver.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    String name = method.getName();
                    if (name.endsWith("Timeout")) {
                        if (url.endsWith("poor")) {
                            throw new SQLFeatureNotSupportedException();
                        }
                        LIMITS.add(name + " " + arguments[arguments.length - 1]);
                    }
                    return switch (name) {
                        case "prepareStatement" -> proxy(PreparedStatement.class, url);
                        case "getMetaData" -> proxy(DatabaseMetaData.class, url);
                        case "getDatabaseProductName" -> "Silence";
                        case "rollback" -> throw new SQLException("the connection is broken");
                        case "executeQuery" -> throw answer(url);
                        default -> null;
                    };
                }));
    }

    private static SQLException answer(String url) {
        return switch (url.substring(URL.length())) {
            case "full" -> new SQLException("Invalid Error: Java heap space");
            case "socket" -> new SQLException("I/O", new SocketTimeoutException());
            case "state" -> new SQLException("canceling statement", "57014");
            default -> new SQLTimeoutException("late");
        };
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }
}
