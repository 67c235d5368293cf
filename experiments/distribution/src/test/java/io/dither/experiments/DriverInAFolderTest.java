package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver of a database lies in the folder of plugins. */
class DriverInAFolderTest {
    /** Answers every query by four rows: example, x, decision. */
    private static final String DRIVER = """
            import java.lang.reflect.Proxy;
            import java.sql.*;
            import java.util.Properties;

            public final class Rows implements Driver {
                private static final Object[][] ROWS = {{"a", 1, 0}, {"b", 2, 1}, {"c", 3, 0}, {"d", 4, 1}};
                private int row;

                public boolean acceptsURL(String url) {
                    return url.startsWith("jdbc:rows:");
                }

                public Connection connect(String url, Properties properties) {
                    return proxy(Connection.class);
                }

                private <T> T proxy(Class<T> type) {
                    return type.cast(Proxy.newProxyInstance(type.getClassLoader() == null
                            ? Rows.class.getClassLoader() : type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                        switch (method.getName()) {
                            case "prepareStatement":
                                return proxy(PreparedStatement.class);
                            case "executeQuery":
                                row = -1;
                                return proxy(ResultSet.class);
                            case "getMetaData":
                                return type == ResultSet.class ? proxy(ResultSetMetaData.class) : proxy(DatabaseMetaData.class);
                            case "getDatabaseProductName":
                                return "Rows";
                            case "getColumnCount":
                                return 3;
                            case "getColumnLabel":
                                return new String[] {"example", "x", "decision"}[(int) arguments[0] - 1];
                            case "next":
                                return ++row < ROWS.length;
                            case "getObject":
                                return ROWS[row][(int) arguments[0] - 1];
                            default:
                                return null;
                        }
                    }));
                }

                public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
                    return new DriverPropertyInfo[0];
                }

                public int getMajorVersion() {
                    return 1;
                }

                public int getMinorVersion() {
                    return 0;
                }

                public boolean jdbcCompliant() {
                    return false;
                }

                public java.util.logging.Logger getParentLogger() {
                    return null;
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void theCommandsFindIt() throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        PluginJar.service(plugins.resolve("rows.jar"), "Rows", DRIVER, "java.sql.Driver");
        String model = folder.resolve("model").toString();
        String[] data = {"--data=jdbc:rows://host", "--query=select", "--plugins=" + plugins};
        Outcome learnt = Outcome.of(
                "learn",
                "--oracle=argmax:n=2",
                "--samples=1",
                "--iterations=1",
                "--holdout=0",
                "--out=" + folder.resolve("model"),
                data[0],
                data[1],
                data[2]);
        assertEquals(0, learnt.code(), learnt.err());
        assertEquals("", learnt.err());
        Outcome predicted = Outcome.of("predict", model, data[0], data[1], data[2]);
        assertEquals(5, predicted.out().lines().count(), predicted.toString());
        assertEquals(0, Outcome.of("evaluate", model, data[0], data[1], data[2]).code());
        Outcome without = Outcome.of("predict", model, data[0], data[1]);
        assertEquals(2, without.code());
        assertTrue(
                without.err().contains("no driver takes the address 'jdbc:rows://host'. Maybe put the jar"),
                without.err());
        Outcome listed = Outcome.of("oracles", "ranking", data[2]);
        assertEquals("", listed.err());
    }
}
