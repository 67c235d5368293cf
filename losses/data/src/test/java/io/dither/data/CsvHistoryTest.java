package io.dither.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.plugin.Lines;
import io.dither.plugin.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvHistoryTest {
    @TempDir
    private Path folder;

    private History open(String text) throws IOException {
        return Histories.standard()
                .open(write(text.getBytes(StandardCharsets.UTF_8)).toString());
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("h.csv"), bytes);
    }

    private static List<Row> rows(History history) {
        List<Row> rows = new ArrayList<>();
        history.forEach(rows::add);
        rows.forEach(row -> row.isMissing(history.columns().get(0)));
        return rows;
    }

    private void assertRefused(String text, String message) {
        DataException refused = assertThrows(DataException.class, () -> rows(open(text)));
        assertEquals(folder.resolve("h.csv") + message, refused.getMessage());
    }

    @Test
    void fieldsAreReadByTheirNames() throws IOException {
        History history = open("\uFEFFid, length ,note\r\n\r\na , 1.5,\"x, \"\"y\"\"\nz\"\r\nb,-2e-3,\r\n");
        assertEquals(List.of("id", "length", "note"), history.columns());
        List<Row> rows = rows(history);
        assertEquals(2, rows.size());
        assertEquals("a", rows.get(0).text("id"));
        assertEquals(1.5, rows.get(0).number("length"));
        assertEquals("x, \"y\"\nz", rows.get(0).text("note"));
        assertEquals(3, rows.get(0).line());
        assertEquals(-2e-3, rows.get(1).number("length"));
        assertTrue(rows.get(1).isMissing("note"));
        assertEquals(5, rows.get(1).line());
        assertEquals(2, rows(history).size(), "it can be read again");
    }

    /** Text is read in blocks of 32,768 characters: here a line, a line break, or an end lies across two. */
    @ParameterizedTest
    @ValueSource(ints = {32_760, 32_765, 32_766, 32_767, 32_768, 32_769, 65_535, 65_536, 70_000})
    void linesMayLieInTwoBlocks(int length) throws IOException {
        String padding = "x".repeat(length - "id,note\r\na,".length());
        for (String end : List.of("\r\n", "\n", "\r")) {
            History history = open("id,note\r\na," + padding + end + "b," + padding + end + "\"c\",\"" + padding + '"');
            List<Row> rows = rows(history);
            assertEquals(
                    List.of("a", "b", "c"),
                    rows.stream().map(row -> row.text("id")).toList());
            assertEquals(List.of(2L, 3L, 4L), rows.stream().map(Row::line).toList());
            rows.forEach(row -> assertEquals(padding, row.withoutOtherLines().text("note")));
        }
    }

    /** Graph files are read by another reader, which this holds to the same. */
    @ParameterizedTest
    @ValueSource(strings = {"x,y", " x , y ", "\"x, y\",z", " \"x\" , \" y \"", "a\"b,c", "\"a \"\"b\"\"\",", "\"\",x"})
    void cellsOfHistoriesAreThoseOfGraphs(String line) throws IOException {
        Row row = rows(open("id,x\n" + line + "\n")).get(0);
        List<String> cells = new ArrayList<>();
        Lines.read(folder.resolve("h.csv"), lines -> {
            new Table(lines, true, 2, "id", "x").forEach(cells::addAll);
            return 0;
        });
        assertEquals(row.isMissing("id") ? "" : row.text("id"), cells.get(0));
        assertEquals(row.isMissing("x") ? "" : row.text("x"), cells.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1O", "1d", "0x1p3", "Infinity", "1e999", "1,5", "1 000", "--1", "e", "."})
    void whatIsNoNumberIsNamedWithItsLine(String number) throws IOException {
        Row row = rows(open("id,x\na,1\nb,\"" + number + "\"\n")).get(1);
        DataException refused = assertThrows(DataException.class, () -> row.number("x"));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .startsWith(folder.resolve("h.csv") + ":3: column 'x' holds '" + number
                                + "', not a finite number. Maybe "
                                + (number.equals("1,5")
                                        ? "write a point for the decimal comma, or --decimal comma"
                                        : "")),
                refused.getMessage());
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Row row = rows(open("id,x\na,\n")).get(0);
        String message = folder.resolve("h.csv")
                + ":2: column 'x' is empty. Maybe fill it in, or leave such examples out by" + " --skip-bad bad.csv";
        assertEquals(
                message,
                assertThrows(DataException.class, () -> row.number("x")).getMessage());
        assertEquals(
                message, assertThrows(DataException.class, () -> row.text("x")).getMessage());
        assertEquals(
                folder.resolve("h.csv") + ": has no column 'y', but id, x. Maybe the name is misspelt",
                assertThrows(DataException.class, () -> row.text("y")).getMessage());
    }

    @Test
    void filesPackedByGzipAreReadAsTheyAre() throws IOException {
        Path packed = folder.resolve("h.tsv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write("a\tb\n1\t\"x\ty\"\n".getBytes(StandardCharsets.UTF_8));
        }
        History history = Histories.standard().open(packed.toString());
        assertEquals(List.of("a", "b"), history.columns());
        assertEquals("x\ty", rows(history).get(0).text("b"));
        Path other = Files.writeString(folder.resolve("plain.csv.gz"), "a\n1\n");
        assertThrows(DataException.class, () -> Histories.standard().open(other.toString()));
    }

    /** A failure to read, or of what is done with a row, is not said to be a mistake in the text. */
    @ParameterizedTest
    @ValueSource(strings = {"a,b\n", "\"a\",b\n"})
    void failuresAreNotTakenForMalformedText(String header) throws IOException {
        StringBuilder text = new StringBuilder(header);
        for (int i = 0; i < 100_000; i++) {
            text.append(i * 7919L % 100_003).append(",1\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        Path cut = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() - 1000));
        History history = Histories.standard().open(cut.toString());
        DataException refused = assertThrows(DataException.class, () -> history.forEach(row -> {}));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .startsWith(cut + ": the file cannot be read: java.io.EOFException"),
                refused.getMessage());
        UncheckedIOException full = new UncheckedIOException(new IOException("the disk is full"));
        History good = open(header + "1,2\n");
        assertSame(
                full,
                assertThrows(
                        UncheckedIOException.class,
                        () -> good.forEach(row -> {
                            throw full;
                        })));
    }

    @Test
    void derivedLinesStandWhereTheirRowsStand() throws IOException {
        History derived = History.derived(open("a;b\n1,5;2\n;4\n"), List.of("b", "c"), (row, lines) -> {
            for (double c = 0; c < 2; c++) {
                lines.accept(new Object[] {row.value("a"), c});
            }
        });
        List<Row> lines = rows(derived);
        assertEquals(4, lines.size());
        assertEquals(1.5, lines.get(1).number("b"));
        assertEquals(1, lines.get(1).number("c"));
        assertEquals(3, lines.get(2).line());
        String message = String.valueOf(
                assertThrows(DataException.class, () -> lines.get(3).number("b"))
                        .getMessage());
        assertTrue(message.startsWith(folder.resolve("h.csv") + ":3: column 'b' is empty"), message);
    }

    @Test
    void malformedFilesAreRefused() {
        assertRefused("", ": is empty. Maybe it should start with a line of column names");
        assertRefused("1,2\n3,4\n", ":1: the first line holds numbers. Maybe add a line of column names above it");
        assertRefused("a,b,a\n", ":1: two columns have the name 'a'. Maybe rename one");
        assertRefused("a,,b\n", ":1: column 2 has no name. Maybe there is a comma too many");
        assertRefused("a;b;\n1;2;\n", ":1: column 3 has no name. Maybe there is a ; too many");
        assertRefused(
                "a,b\n1,2\n3\n", ":3: has 1 fields, but the first line names 2 columns. Maybe the line is cut short");
        assertRefused(
                "a,b\n\"x\ny\",1\n1,2,3\n",
                ":4: has 3 fields, but the first line names 2 columns. Maybe a text with a comma needs quotation marks");
        String text = "is not separated text from here on. Maybe a quotation mark is not closed, or text follows one";
        assertRefused("a,b\n1,2\n\"3,4\n5,6\n", ":3: " + text);
        assertRefused("a,b\n1,2\n\"3\"x,4\n", ":3: " + text);
    }

    @Test
    void wrongHeadersAreNamedByTheirLine() {
        String repeated = ": two columns have the name 'a'. Maybe rename one";
        assertRefused("sep=;\na;b;a\n", ":2" + repeated);
        assertRefused("\n\na,b,a\n", ":3" + repeated);
        assertRefused("\n\"a\",b,a\n", ":2" + repeated);
        assertRefused("\n\"b\nc\",a,a\n1,2,3\n", ":2" + repeated);
        assertRefused("sep=;\na;;b\n", ":2: column 2 has no name. Maybe there is a ; too many");
        assertRefused("\n1,2\n3,4\n", ":2: the first line holds numbers. Maybe add a line of column names above it");
    }

    @Test
    void whatIsNoFileIsSaidToBeWhatItIs() {
        assumeTrue(Files.exists(Path.of("/dev/null")), "a system with devices");
        assertEquals(
                "/dev/null: this is a pipe or a device, not a file. Maybe save its output to a file",
                assertThrows(DataException.class, () -> Histories.standard().open("/dev/null"))
                        .getMessage());
        assertEquals(
                folder + ": this is a folder, not a file. Maybe name a file in it",
                assertThrows(DataException.class, () -> Histories.standard().open(folder.toString()))
                        .getMessage());
        assertEquals(
                "the name of the file is empty. Maybe a variable is not set.",
                assertThrows(
                                InvalidArgumentException.class,
                                () -> Histories.standard().open(""))
                        .getMessage());
    }

    @Test
    void otherEncodingsAreRefusedWithTheLine() throws IOException {
        String lines = "id,name\n" + "a,b\n".repeat(5000) + "c,caf\u00e9\n";
        Path file = write(lines.getBytes(StandardCharsets.ISO_8859_1));
        DataException refused = assertThrows(
                DataException.class, () -> rows(Histories.standard().open(file.toString())));
        assertEquals(file + ":5002: is not text in UTF-8. Maybe save it as CSV UTF-8", refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "none.csv, the file does not exist. Maybe the path is wrong",
        "none.parquet, the file does not exist. Maybe the path is wrong",
        "., 'this is a folder, not a file. Maybe name a file in it'"
    })
    void missingFilesAreRefused(String name, String problem) {
        String file = folder.resolve(name).toString();
        DataException refused =
                assertThrows(DataException.class, () -> Histories.standard().open(file));
        assertEquals(file + ": " + problem, refused.getMessage());
    }

    @Test
    void servicesWhoseClassIsMissingAreLeftOut() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(HistoryProvider.class.getName()), "no.such.Provider");
        String parquet = Files.writeString(folder.resolve("h.parquet"), "x").toString();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Histories histories = new Histories(List.of(loader), Map.of());
            assertThrows(InvalidArgumentException.class, () -> histories.open(parquet));
        }
    }

    @Test
    void endingsThatAreOnlyReadAreNotWritten() {
        List<Column> columns = List.of(Column.text("a"));
        String tsv = folder.resolve("h.tsv").toString();
        assertEquals(
                "nothing here writes '" + tsv + "'. Maybe its name should end with .csv or .parquet.",
                assertThrows(
                                InvalidArgumentException.class,
                                () -> Histories.standard().write(tsv, columns))
                        .getMessage());
    }

    @Test
    void kindsOfFilesThatNothingReadsAreRefused() throws IOException {
        Histories histories = Histories.standard();
        String parquet = Files.writeString(folder.resolve("h.parquet"), "x").toString();
        assertEquals(
                "nothing here reads '" + parquet
                        + "'. Maybe add the module dither-duckdb to the class path or the plugin folder.",
                assertThrows(InvalidArgumentException.class, () -> histories.open(parquet))
                        .getMessage());
        String sheet = Files.writeString(folder.resolve("h.xlsx"), "x").toString();
        assertEquals(
                "nothing here reads '" + sheet + "'. Maybe save the sheet as CSV UTF-8.",
                assertThrows(InvalidArgumentException.class, () -> histories.open(sheet))
                        .getMessage());
        String other = Files.writeString(folder.resolve("h.doc"), "x").toString();
        assertEquals(
                "nothing here reads '" + other + "'. Maybe its name should end with .csv or .parquet.",
                assertThrows(InvalidArgumentException.class, () -> histories.open(other))
                        .getMessage());
        String csv = Files.writeString(folder.resolve("h.csv"), "x").toString();
        assertThrows(InvalidArgumentException.class, () -> histories.open(csv, "select 1"));
    }

    @Test
    void aTableIsWhatWasWritten() throws IOException {
        String file = folder.resolve("out.csv").toString();
        Files.writeString(Path.of(file), "old");
        List<Column> columns = List.of(Column.text("id"), Column.number("x"), Column.whole("n"));
        try (TableWriter table = Histories.standard().write(file, columns)) {
            table.write(" a,\"b\"\nc", 0.1 + 0.2, 7);
            table.write(null, -0.0, Long.MAX_VALUE);
            assertEquals("old", Files.readString(Path.of(file)));
            table.commit();
        }
        List<Row> rows = rows(Histories.standard().open(file));
        assertEquals(" a,\"b\"\nc", rows.get(0).text("id"));
        assertEquals(0.1 + 0.2, rows.get(0).number("x"));
        assertTrue(rows.get(1).isMissing("id"));
        assertEquals(
                Double.doubleToRawLongBits(-0.0),
                Double.doubleToRawLongBits(rows.get(1).number("x")));
        assertEquals(Long.toString(Long.MAX_VALUE), rows.get(1).text("n"));
        assertEquals(List.of("out.csv"), names());
    }

    @Test
    void aTableThatIsNotCommittedLeavesNothing() throws IOException {
        Histories histories = Histories.standard();
        List<Column> columns = List.of(Column.number("x"));
        try (TableWriter table = histories.write(folder.resolve("out.csv").toString(), columns)) {
            table.write(1.0);
            assertThrows(InvalidArgumentException.class, () -> table.write(Double.NaN));
            assertThrows(InvalidArgumentException.class, () -> table.write("1"));
            assertThrows(InvalidArgumentException.class, () -> table.write(1.0, 2.0));
        }
        assertEquals(List.of(), names());
        String nowhere = folder.resolve("no/out.csv").toString();
        assertThrows(DataException.class, () -> histories.write(nowhere, columns));
        assertThrows(
                InvalidArgumentException.class,
                () -> histories.write("out.csv", List.of(Column.text("x"), Column.whole("x"))));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
