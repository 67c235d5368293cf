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
        String boolean01 =
                assertThrows(DataException.class, () -> row.number("b")).getMessage();
        assertTrue(
                String.valueOf(boolean01).startsWith(file + ": row 1: column 'b' holds 'true', not a finite number."));
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
        assertRefused(capitals, "the columns 'abcx' and 'ABCX' differ in capitals alone. Maybe rename one");
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
