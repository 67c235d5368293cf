package io.dither.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://host:5432/db?user=me&password=se?cret, jdbc:postgresql://host:5432/db",
        "jdbc:postgresql://me:se@cret@host/db, jdbc:postgresql://host/db",
        "jdbc:sqlserver://host;databaseName=x;password=secret, jdbc:sqlserver://host",
        "jdbc:oracle:thin:scott/secret@//host:1521/db, jdbc:oracle:thin:@//host:1521/db",
        "jdbc:duckdb:, jdbc:duckdb:",
        "jdbc:duckdb:/tmp/my@file.db, jdbc:duckdb:file.db",
        "trips.csv, trips.csv"
    })
    void addressesAreShownWithoutSecrets(String address, String shown) {
        String without = Histories.withoutSecrets(address);
        assertFalse(without.contains("secret") || without.contains("cret@"), without);
        assertEquals(shown.replace("thin:@", "thin:"), without);
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
        assertEquals("no *** here", credentials.blot("no secret here"));
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
