package io.dither.duckdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.data.Column;
import io.dither.data.Histories;
import io.dither.data.History;
import io.dither.data.Row;
import io.dither.data.TableWriter;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbFilesTest {
    private static final Histories HISTORIES = Histories.standard();

    @TempDir
    private Path folder;

    private String json(String text) throws IOException {
        return Files.writeString(folder.resolve("h.jsonl"), text).toString();
    }

    private String parquet(String select) throws SQLException {
        String file = folder.resolve("h.parquet").toString();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (" + select + ") to '" + file + "' (format parquet)");
        }
        return file;
    }

    private static List<Row> rows(History history) {
        List<Row> rows = new ArrayList<>();
        history.forEach(rows::add);
        return rows;
    }

    private static void assertRefused(String file, String message) {
        String said = String.valueOf(assertThrows(DataException.class, () -> rows(HISTORIES.open(file)))
                .getMessage());
        assertTrue(said.startsWith(file + ": " + message), said);
        assertEquals(1, said.lines().count());
    }

    @Test
    void parquetKeepsTypesBitsAndTexts() throws SQLException {
        String file = parquet(
                "select 7 as id, 0.1::float as f, 0.1::double as d, 1.25::decimal(10, 2) as c, [0, 3] as l, "
                        + "18446744073709551615::ubigint as u, date '2024-01-31' as day, true as b, {'x': 1} as s, null::varchar as n");
        Row row = rows(HISTORIES.open(file)).get(0);
        assertEquals("7", row.text("id"));
        assertEquals((double) 0.1f, row.number("f"));
        assertEquals(0.1, row.number("d"));
        assertEquals(1.25, row.number("c"));
        assertEquals("0 3", row.text("l"));
        assertEquals(0x1p64, row.number("u"));
        assertEquals("18446744073709551615", row.text("u"));
        assertEquals("2024-01-31", row.text("day"));
        assertTrue(row.isMissing("n"));
        assertEquals(1, row.number("b"));
        String struct = assertThrows(DataException.class, () -> row.text("s")).getMessage();
        assertTrue(String.valueOf(struct)
                .startsWith(file + ": row 1: column 's' holds a DuckDBStruct, neither text nor number."));
    }

    @Test
    void jsonKeepsTextsThatLookLikeDates() throws IOException {
        String file = json(
                "{\"id\": \"2024-01-31\", \"x\": 1, \"l\": [2, 0]}\n{\"id\": \"2024-02-01\", \"x\": 0.1234567890123456789, \"l\": []}\n");
        List<Row> rows = rows(HISTORIES.open(file));
        assertEquals("2024-01-31", rows.get(0).text("id"));
        assertEquals(1, rows.get(0).number("x"));
        assertEquals(Double.parseDouble("0.1234567890123456789"), rows.get(1).number("x"));
        assertEquals("2 0", rows.get(0).text("l"));
        assertTrue(rows.get(1).isMissing("l"));
        String array = Files.writeString(folder.resolve("a.json"), "[{\"x\": 3}, {\"y\": \"b\"}]")
                .toString();
        assertEquals(List.of("x", "y"), HISTORIES.open(array).columns());
    }

    @Test
    void queriesSeeTheFileAsATable() throws SQLException {
        String file = parquet("select * from (values ('b', 1), ('a', 2)) t(id, x)");
        History history = HISTORIES.open(file, "select id, x * 2 as twice from data order by id");
        assertEquals(List.of("id", "twice"), history.columns());
        assertEquals(4, rows(history).get(0).number("twice"));
        History joined = HISTORIES.open("jdbc:duckdb:", "select count(*) as n from '" + file + "'");
        assertEquals(2, rows(joined).get(0).number("n"));
        String wrong = assertThrows(DataException.class, () -> HISTORIES.open(file, "select y from data"))
                .getMessage();
        assertTrue(String.valueOf(wrong).startsWith(file + ": the query fails: Binder Error: "), wrong);
        String twice = assertThrows(DataException.class, () -> HISTORIES.open(file, "select x, x from data"))
                .getMessage();
        assertEquals(file + ": two columns have the name 'x'. Maybe rename one", String.valueOf(twice));
    }

    private static void assertNotRead(String place, String query) {
        var refused = assertThrows(RuntimeException.class, () -> rows(HISTORIES.open(place, query)), query);
        assertTrue(refused instanceof DataException || refused instanceof InvalidArgumentException, refused.toString());
    }

    private long size() throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    /** Each of these once changed something. */
    @Test
    void aQueryOfAFileReadsThatFileAlone() throws SQLException, IOException {
        String file = parquet("select 1 as x");
        Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
        byte[] before = Files.readAllBytes(Path.of(file));
        List<String> places = List.of(file, json("{\"x\": 1}\n"));
        List<String> refused = List.of(
                "select * from '" + other + "'",
                "select * from read_text('" + other + "')",
                "copy (select 42) to '" + folder + "/new.csv'",
                "copy (select 42) to '" + file + "' (format parquet)",
                "explain analyze copy (select 42) to '" + file + "'",
                "export database '" + folder + "/new'",
                "attach '" + folder + "/new.duckdb'",
                "install spatial",
                "load spatial",
                "set enable_external_access = true",
                "set enable_external_access = true; select * from '" + other + "'",
                "select 1; select 2",
                "create table t as select 1; select * from t");
        for (int i = 0; i < refused.size(); i++) { // both forms go one way: each query asks one of them
            assertNotRead(places.get(i % 2), refused.get(i));
        }
        List<String> queries = List.of(
                "from data",
                "with a as (from data) select * from a;",
                "summarize data",
                "select ';' as x -- ;",
                "table data");
        for (int i = 0; i < queries.size(); i++) {
            assertEquals(
                    1, rows(HISTORIES.open(places.get(i % 2), queries.get(i))).size());
        }
        assertArrayEquals(before, Files.readAllBytes(Path.of(file)));
        assertEquals(3, size());
    }

    @Test
    void aQueryOfADatabaseChangesNothingUnlessItIsTrusted() throws SQLException, IOException {
        String address = "jdbc:duckdb:" + folder.resolve("x.duckdb");
        try (Connection connection = DriverManager.getConnection(address);
                Statement statement = connection.createStatement()) {
            statement.execute("create table t as select 7 as y");
        }
        for (String place : List.of(address, "jdbc:duckdb:", "jdbc:duckdb::memory:")) {
            for (String query : List.of(
                    "drop table t; commit; begin; select 1",
                    "create table q as select 1",
                    "copy (select 42) to '" + folder + "/new.csv'",
                    "attach '" + folder + "/new.duckdb'",
                    "install spatial",
                    "load spatial",
                    "select * from 'https://localhost:1/a.parquet'")) {
                assertNotRead(place, query);
            }
        }
        assertEquals(7, rows(HISTORIES.open(address, "select * from t")).get(0).number("y"));
        assertNotRead(address, "select * from '" + parquet("select 1 as x") + "'");
        assertEquals(2, size());
        assertNotRead("jdbc:duckdb:" + folder.resolve("none.duckdb"), "select 1");
        assertEquals(2, size(), "none is made");
    }

    @Test
    void damagedAndAmbiguousFilesAreRefused() throws IOException, SQLException {
        String junk = Files.writeString(folder.resolve("junk.parquet"), "no parquet at all")
                .toString();
        assertRefused(junk, "cannot be read: Invalid Input Error: No magic bytes found");
        assertRefused(json("{\"x\": 1}\n{\"x\": }\n"), "cannot be read: Invalid Input Error: Malformed JSON in file");
        assertRefused(json("{\"x\": 1, \"x\": 2}\n"), "");
        assertRefused(json("[1, 2]"), "holds no objects.");
        assertRefused(json(""), "holds no objects.");
        assertRefused(json("{\"x\": 1, \"X\": 2}\n"), "the columns ");
        String mixed = json("{\"x\": 1}\n{\"x\": \"a\"}\n");
        Row row = rows(HISTORIES.open(mixed)).get(1);
        assertThrows(DataException.class, () -> row.number("x"));
        String many = Files.writeString(folder.resolve("a[1].json"), "{}").toString();
        assertThrows(InvalidArgumentException.class, () -> HISTORIES.open(many));
        String capitals = folder.resolve("capitals.parquet").toString();
        Files.write(
                Path.of(capitals), withCapital(Files.readAllBytes(Path.of(parquet("select 1 as abcx, 2 as abcy")))));
        assertRefused(capitals, "the columns 'abcx' and 'ABCX' differ only in capitals. Maybe rename one");
    }

    /** Renames a column inside a file: the names of Parquet are plain bytes of the same length. */
    private static byte[] withCapital(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        return text.replace("abcy", "ABCX").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Tag("long")
    @Test
    void aLargeTableKeepsBitsAndOrder() {
        String file = folder.resolve("large.parquet").toString();
        int count = 300_000;
        SplittableRandom random = new SplittableRandom(1);
        double[] written =
                random.doubles(count, -1, 1).map(x -> x * Math.exp(600 * x)).toArray();
        try (TableWriter table =
                HISTORIES.write(file, List.of(Column.whole("i"), Column.number("x"), Column.text("t")))) {
            for (int i = 0; i < count; i++) {
                table.write(i, written[i], i % 3 == 0 ? null : "row " + i);
            }
            table.commit();
        }
        List<Double> read = new ArrayList<>();
        HISTORIES.open(file).forEach(row -> {
            assertEquals(read.size(), row.number("i"));
            assertEquals(read.size() % 3 == 0, row.isMissing("t"));
            read.add(row.number("x"));
        });
        assertArrayEquals(written, read.stream().mapToDouble(x -> x).toArray());
    }

    /** A full disk fails in the same place. */
    @Test
    void aPlaceThatCannotBeWrittenIsNamedAndNotThePart() throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        Path place = gone.resolve("o.parquet");
        try (TableWriter table = HISTORIES.write(place.toString(), List.of(Column.number("x")))) {
            table.write(1.0);
            Files.delete(gone);
            var failure = assertThrows(UncheckedIOException.class, table::commit);
            assertEquals("cannot write " + place, failure.getMessage());
            String said = String.valueOf(failure.getCause().getMessage());
            assertTrue(said.startsWith("IO Error: Cannot open file \"" + place + "\""), said);
            assertTrue(said.endsWith(". Maybe the disk is full, or choose another place"), said);
        }
    }

    @Test
    void aTableThatIsNotCommittedLeavesNothing() throws IOException {
        String file = folder.resolve("out.parquet").toString();
        try (TableWriter table = HISTORIES.write(file, List.of(Column.number("x")))) {
            table.write(1.0);
            assertThrows(InvalidArgumentException.class, () -> table.write("one"));
        }
        assertThrows(DataException.class, () -> HISTORIES.write(file, List.of(Column.text("x"), Column.text("X"))));
        assertThrows(
                InvalidArgumentException.class,
                () -> HISTORIES.write(folder.resolve("o.json").toString(), List.of(Column.text("x"))));
        try (var left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
