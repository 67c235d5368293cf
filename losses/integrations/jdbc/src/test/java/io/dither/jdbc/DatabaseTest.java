package io.dither.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.data.Column;
import io.dither.data.Histories;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {
    @TempDir
    private Path folder;

    /** In each the user is ursula and the password holds hush, or is like hu?sh. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "jdbc:postgresql://host:5432/db?user=ursula&password=hu?sh > jdbc:postgresql://host:5432/db",
                "jdbc:postgresql://host/db?password=a@hush > jdbc:postgresql://",
                "jdbc:postgresql://ursula:hu@sh@host/db > jdbc:postgresql://host/db",
                "jdbc:postgresql://ursula:hu?sh@host/db > jdbc:postgresql://",
                "jdbc:postgresql://ursula:hu;sh@host/db > jdbc:postgresql://",
                "jdbc:postgresql://ursula:hu=sh@host/db > jdbc:postgresql://",
                "jdbc:postgresql://ursula:hu#sh@host/db > jdbc:postgresql://",
                "jdbc:postgresql://ursula:hu/sh@host/db > jdbc:postgresql://host/db",
                "jdbc:postgresql://host/db#password=hush > jdbc:postgresql://host/db",
                "jdbc:mysql://address=(host=h)(user=ursula)(password=hush)/db > jdbc:mysql://",
                "jdbc:mysql://(host=h,user=ursula,password=hush)/db > jdbc:mysql://",
                "jdbc:mysql://ursula:hush@h1,ursula:hush@h2/db > jdbc:mysql://h2/db",
                "jdbc:mysql:loadbalance://h1,h2/db?token=hush > jdbc:mysql:loadbalance://h1,h2/db",
                "jdbc:teradata://host/USER=ursula,PASSWORD=hush > jdbc:teradata://host",
                "jdbc:db2://host:50000/db:password=hush;user=ursula; > jdbc:db2://host:50000/db",
                "jdbc:informix-sqli://h:1526/db:INFORMIXSERVER=s;pwd=hush > jdbc:informix-sqli://h:1526/db",
                "jdbc:sqlserver://host;databaseName=x;password=hush > jdbc:sqlserver://host",
                "jdbc:sqlserver://host\\one:1433;user=ursula;password={hu;sh} > jdbc:sqlserver://host\\one:1433",
                "jdbc:oracle:thin:ursula/hush@//host:1521/db > jdbc:oracle:thin://host:1521/db",
                "jdbc:oracle:thin:ursula/hush@(DESCRIPTION=(HOST=h)) > jdbc:oracle:thin:",
                "jdbc:h2:~/test;USER=ursula;PASSWORD=hush > jdbc:h2:~/test",
                "jdbc:h2:tcp://ursula:hush@host/db > jdbc:h2:tcp://host/db",
                "jdbc:redshift:iam://ursula:hush@cluster:5439/db > jdbc:redshift:iam://cluster:5439/db",
                "jdbc:snowflake://account.host.com/?user=ursula&private_key_base64=hush > jdbc:snowflake://account.host.com/",
                "jdbc:databricks://host:443;httpPath=/sql;PWD=hush > jdbc:databricks://host:443",
                "jdbc:bigquery://https://host/v2:443;OAuthRefreshToken=hush > jdbc:bigquery://https://host/v2:443",
                "jdbc:odbc:Driver={x};Uid=ursula;Pwd=hush > jdbc:odbc:",
                "jdbc:x://host/db password=hush > jdbc:x://host/db",
                "JDBC:POSTGRESQL://URSULA:HUSH@host/db > JDBC:POSTGRESQL://host/db",
                "postgresql://ursula:hush@host/db > postgresql://host/db",
                "jdbc:duckdb: > jdbc:duckdb:",
                "jdbc:duckdb:/tmp/my@file.db > jdbc:duckdb:file.db",
                "a=b@c.csv > a=b@c.csv"
            })
    void addressesAreShownWithoutSecrets(String address, String shown) {
        assertEquals(shown, Histories.withoutSecrets(address));
        Histories histories = Histories.standard();
        for (Executable opening : List.<Executable>of(
                () -> histories.open(address, "select 1"),
                () -> histories.open(address),
                () -> histories.write(address.endsWith("csv") ? "jdbc:" : address, List.of(Column.text("x"))))) {
            try {
                opening.execute();
            } catch (InvalidArgumentException | DataException refused) {
                String said = String.valueOf(refused.getMessage());
                assertFalse(said.matches("(?is).*(ursula|hu.?sh|=a@).*"), said);
            } catch (Throwable other) {
                throw new AssertionError(address, other);
            }
        }
    }

    @Test
    void whatDriversSayIsWithoutSecrets() {
        Credentials none = Credentials.of(Map.of());
        for (String url : List.of(
                "jdbc:x://ursula:hush@host/db",
                "jdbc:x://host/db;password=hush",
                "jdbc:x:ursula/hush@host",
                "jdbc:x:(key=hush)")) {
            Database database = new Database(url, List.of(), none, 1);
            String said = database.problem("fails", new SQLException(url + " is wrong, and hush too"))
                    .getMessage();
            assertEquals(
                    Histories.withoutSecrets(url) + ": fails: " + Histories.withoutSecrets(url)
                            + " is wrong, and *** too",
                    said);
        }
    }

    @Test
    void aDatabaseThatIsSilentIsGivenUp() {
        Database silent =
                new Database("jdbc:silent:open", List.of(getClass().getClassLoader()), Credentials.of(Map.of()), 0);
        assertEquals(
                "jdbc:silent:open: cannot be opened: no answer in 0 s. Maybe the port is that of something else",
                assertThrows(DataException.class, () -> silent.open()).getMessage());
        SilentDriver.LIMITS.clear();
        Histories histories = Histories.standard().timeout(7);
        for (String kind : List.of("socket", "state", "query", "poor")) {
            String url = SilentDriver.URL + kind;
            assertEquals(
                    url + ": the query fails: cancelled, or no answer in 7 s. Maybe raise --query-timeout",
                    assertThrows(DataException.class, () -> histories.open(url, "select 1"))
                            .getMessage());
        }
        assertEquals(
                List.of("setNetworkTimeout 7700", "setQueryTimeout 7"),
                SilentDriver.LIMITS.stream().distinct().toList());
        assertEquals(6, SilentDriver.LIMITS.size());
        for (int seconds : new int[] {Integer.MIN_VALUE, 0, 1_000_001}) {
            assertThrows(InvalidArgumentException.class, () -> histories.timeout(seconds));
        }
    }

    @Test
    void fullMemoryInsideADriverIsFullMemory() {
        Histories histories = Histories.standard();
        assertEquals(
                "reading jdbc:silent:full",
                assertThrows(OutOfMemoryError.class, () -> histories.open("jdbc:silent:full", "select 1"))
                        .getMessage());
    }

    @Test
    void addressesWithoutDriverOrQueryAreRefused() {
        Histories histories = Histories.standard();
        assertEquals(
                "no driver takes the address 'jdbc:nothing://host'. Maybe put the jar of the database's driver into the plugin folder, "
                        + "or the address is misspelt.",
                assertThrows(
                                InvalidArgumentException.class,
                                () -> histories.open("jdbc:nothing://me:secret@host?password=secret", "select 1"))
                        .getMessage());
        assertEquals(
                "'jdbc:nothing://host' needs a query. Maybe add --query 'select ...'.",
                assertThrows(InvalidArgumentException.class, () -> histories.open("jdbc:nothing://me:secret@host"))
                        .getMessage());
    }

    @Test
    void credentialsComeFromTheEnvironment() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "secret\n");
        Credentials credentials =
                Credentials.of(Map.of("DITHER_DB_USER", "me", "DITHER_DB_PASSWORD_FILE", file.toString()));
        assertEquals(Map.of("user", "me", "password", "secret"), credentials.properties());
        assertEquals("credentials of user 'me'", credentials.toString());
        assertEquals("no *** here", credentials.withoutPassword("no secret here"));
        assertEquals(Map.of(), Credentials.of(Map.of()).properties());
        assertThrows(
                InvalidArgumentException.class,
                () -> Credentials.of(Map.of("DITHER_DB_PASSWORD", "a", "DITHER_DB_PASSWORD_FILE", "b")));
        assertThrows(
                DataException.class,
                () -> Credentials.of(
                        Map.of("DITHER_DB_PASSWORD_FILE", folder.resolve("none").toString())));
    }
}
