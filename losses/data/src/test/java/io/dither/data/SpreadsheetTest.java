package io.dither.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.OracleRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as spreadsheets, R and pandas write them. */
class SpreadsheetTest {
    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();

    private Histories histories() {
        return Histories.standard().withListener(notes::add);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private List<Row> rows(CsvDialect dialect, String name, String text) throws IOException {
        List<Row> rows = new ArrayList<>();
        histories().reading(dialect).open(write(name, text)).forEach(rows::add);
        return rows;
    }

    private List<Row> rows(String text) throws IOException {
        return rows(CsvDialect.GUESSED, "h.csv", text);
    }

    private String note(String name, String note) {
        return folder.resolve(name) + ": " + note;
    }

    @ParameterizedTest
    @CsvSource({"h.csv, semicolon", "h.tsv, tab", "h.txt, tab", "h.dat, semicolon", "h.TSV, tab"})
    void separatorsAndDecimalCommasAreRecognisedAndTold(String name, String sign) throws IOException {
        String separator = sign.equals("tab") ? "\t" : ";";
        String text = "\uFEFFday;driver;km;costs\r\nmo;a;1,5;[0,5 2]\r\ntu;\"b;c\";-2e3;[1 1,25]\r\nwe;d;10;[1 1]\r\n"
                .replace("\"b;c\"", "\"b" + separator + "c\"")
                .replaceAll(";(?!c\")", separator);
        List<Row> rows = rows(CsvDialect.GUESSED, name, text);
        assertEquals(3, rows.size());
        assertEquals(1.5, rows.get(0).number("km"));
        assertEquals("1.5", rows.get(0).text("km"), "as oracles and levels know it");
        assertEquals("b" + separator + "c", rows.get(1).text("driver"));
        assertEquals(-2000, rows.get(1).number("km"));
        assertEquals(1.25, DecisionText.values(rows.get(1), "costs", 2)[1]);
        assertEquals(3, rows.get(1).line());
        assertEquals(List.of(note(name, "read as columns between " + (sign + "s") + ", with decimal commas")), notes);
    }

    @Test
    void whatSeparatesColumnsFitsMostRows() throws IOException {
        assertEquals("1;2", rows("a;b,c\n1;2,3\n").get(0).text("a;b"));
        assertEquals(2.5, rows("length, in km;slope\n1,5;2,5\n0;1\n").get(0).number("slope"));
        assertEquals("x", rows("a\nx\n").get(0).text("a"));
        assertEquals("1", rows("sep=|\na|b\n1|2\n").get(0).text("a"));
        assertEquals(3, rows("sep=;\na;b\n1;2\n").get(0).line());
        assertEquals("1", rows("sep=1,sep=2\n1,0\n").get(0).text("sep=1"), "a name, not the separator");
        notes.clear();
        rows("id,tags\n1,a;b\n2,c;d\n");
        assertEquals(List.of(), notes, "nothing is told of a plain file");
    }

    @Test
    void whatIsGivenIsNotGuessed() throws IOException {
        CsvDialect given = CsvDialect.GUESSED.withSeparator("|").withDecimal("comma");
        assertEquals(1.5, rows(given, "h.csv", "a|b\n1,5|2\n").get(0).number("a"));
        CsvDialect commas = CsvDialect.GUESSED.withDecimal("comma");
        assertEquals(1.5, rows(commas, "h.csv", "a,b\n\"1,5\",2\n").get(0).number("a"));
        CsvDialect points = CsvDialect.GUESSED.withDecimal("point").withSeparator("semicolon");
        assertThrows(
                DataException.class,
                () -> rows(points, "h.csv", "a;b\n1,5;2\n").get(0).number("a"));
        assertThrows(InvalidArgumentException.class, () -> CsvDialect.GUESSED.withSeparator("ab"));
        assertThrows(InvalidArgumentException.class, () -> CsvDialect.GUESSED.withSeparator("a"));
        assertThrows(InvalidArgumentException.class, () -> CsvDialect.GUESSED.withDecimal(";"));
        assertThrows(
                InvalidArgumentException.class,
                () -> histories().reading(commas).open(write("h.parquet", "x")),
                "which is not text");
    }

    @Test
    void thousandsAreNotTakenForDecimals() throws IOException {
        Row ambiguous = rows("a;b\n1,234;2\n5,678;3\n").get(0);
        DataException refused = assertThrows(DataException.class, () -> ambiguous.number("a"));
        assertTrue(
                refused.getMessage()
                        .endsWith(
                                "Maybe leave out what stands between thousands, or --decimal comma if these are decimals"),
                refused.getMessage());
        assertEquals(0.234, rows("a;b\n0,234;2\n5,678;3\n").get(0).number("a"));
        Row point = rows("a;b\n1,5;2\n1.234;3\n2,5;1\n").get(1);
        refused = assertThrows(DataException.class, () -> point.number("a"));
        assertTrue(refused.getMessage().contains("a point where decimals have commas. Maybe"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,234.5", "1.234,5", "1'234", "1 234", "1\u202F234,5", "1,234,567"})
    void signsBetweenThousandsAreNamed(String text) throws IOException {
        Row row = rows("a;b\n" + text + ";1,5\n").get(0);
        DataException refused = assertThrows(DataException.class, () -> row.number("a"));
        assertTrue(
                refused.getMessage().endsWith("Maybe leave out what stands between thousands"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1,5 | write a point for the decimal comma", "1,234 | leave out what stands between thousands"})
    void rowsOfARequestAreToldOfNoOption(String text, String advice) {
        History.of("request", List.of(Map.of("a", text))).forEach(row -> {
            DataException refused = assertThrows(DataException.class, () -> row.number("a"));
            assertTrue(refused.getMessage().endsWith("Maybe " + advice), refused.getMessage());
        });
    }

    @Test
    void pointsThatMayStandBetweenThousandsAreRefused() throws IOException {
        String text = "a;b\n1.234;2\n950;3\n";
        DataException refused = assertThrows(DataException.class, () -> rows(text));
        assertEquals(
                note(
                        "h.csv",
                        "column 'a' holds '1.234' and '950': points may stand between thousands. Maybe remove these points;"
                                + " if they are decimal points, --decimal point, or separate columns by commas"),
                refused.getMessage());
        assertEquals(
                1.234,
                rows(CsvDialect.GUESSED.withDecimal("point"), "h.csv", text)
                        .get(0)
                        .number("a"));
        assertEquals(1.234, rows("a;b\n1.234;2\n0.950;3\n").get(0).number("a"));
        assertEquals(1.234, rows("a;b\n1.234;2\n950;3\n2.5;3\n").get(0).number("a"));
        assertEquals(1.234, rows("a,b\n1.234,2\n950,3\n").get(0).number("a"));
    }

    @Test
    void timesBesideDecimalCommasHaveNoThousands() throws IOException {
        String text =
                "example;coordinate;day;x;decision\na;0;950;1,5;1\na;1;950;2,5;0\nb;0;1.100;1,5;1\nb;1;1.100;2;0\n";
        DataException refused = assertThrows(
                DataException.class,
                () -> read(
                        histories().open(write("h.csv", text)),
                        ColumnRoles.defaults().with(ColumnRoles.Role.TIME, "day")));
        assertTrue(refused.getMessage().contains("column 'day' holds '1.100', a point"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", ";"})
    void oneColumnThatNamesSeveralIsRefused(String sign) throws IOException {
        CsvDialect commas = CsvDialect.GUESSED.withSeparator("comma");
        DataException refused =
                assertThrows(DataException.class, () -> rows(commas, "h.csv", "a,b\n1,2\n".replace(",", sign)));
        assertTrue(refused.getMessage().endsWith("--separator '" + sign + "'"), refused.getMessage());
    }

    @Test
    void rowNamesWithoutANameAreLeftOut() throws IOException {
        for (String first : List.of("", "\"\"", "Unnamed: 0")) {
            notes.clear();
            History history = histories().open(write("h.csv", first + ",a,b\n0,x,1\n1,y,2\n"));
            assertEquals(List.of("a", "b"), history.columns());
            List<Row> rows = new ArrayList<>();
            history.forEach(rows::add);
            assertEquals("y", rows.get(1).text("a"));
            assertEquals(List.of(note("h.csv", "the first column has no name, and is left out")), notes);
        }
        DataException refused = assertThrows(DataException.class, () -> rows("a,b\n1,x,1\n2,y,2\n"));
        assertEquals(
                note(
                        "h.csv",
                        "names 2 columns, and each line has 3 fields. Maybe rows have names: leave them out (in R row.names ="
                                + " FALSE); or numbers have decimal commas: separate columns by ;"),
                refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void utf16IsNamed(String charset) throws IOException {
        Path file = Files.write(folder.resolve("h.csv"), "a,b\n1,2\n".getBytes(charset));
        DataException refused =
                assertThrows(DataException.class, () -> histories().open(file.toString()));
        assertEquals(note("h.csv", "is text in UTF-16, or not text. Maybe save it as CSV UTF-8"), refused.getMessage());
        Files.write(file, "a,b\nx\u00e9,2\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("a", "b"), histories().open(file.toString()).columns());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NA", "NaN", "nan", "#N/A", "null", "None", "-"})
    void missingValuesAreSaidToBeMissing(String text) throws IOException {
        Row row = rows("a,b\n" + text + ",1\n").get(0);
        assertEquals(
                folder.resolve("h.csv") + ":2: column 'a' holds '" + text
                        + "', a missing value. Maybe fill it in, or leave such examples out by --skip-bad bad.csv",
                assertThrows(DataException.class, () -> row.number("a")).getMessage());
    }

    private static Examples read(History history, ColumnRoles roles) {
        return Layouts.readLong(history, roles, OracleTexts.of("argmax:n={d}", OracleRegistry.discover()));
    }

    @Test
    void truthValuesAreNumbersInAllSpellings() throws IOException {
        String text = "example,coordinate,new,decision\na,0,TRUE,False\na,1,no,True\nb,0,yes,TRUE\nb,1,false,FALSE\n";
        Examples read = read(histories().open(write("h.csv", text)), ColumnRoles.defaults());
        assertEquals(List.of("new"), read.columns().names());
        assertEquals(1, read.instances().get(0).features().get(0, 0));
        assertEquals(0, read.instances().get(0).features().get(1, 0));
        assertEquals(1, read.observations().get(0).target().values()[1]);
        assertEquals(1, read.observations().get(1).target().values()[0]);
    }

    @Test
    void truthValuesAreOneLevelInAllSpellings() throws IOException {
        String text = "example,coordinate,new,x,decision\na,0,TRUE,1,1\na,1,FALSE,2,0\nb,0,True,1,1\nb,1,true,2,0\n";
        Examples read = read(
                histories().open(write("h.csv", text)), ColumnRoles.defaults().withCategories("new"));
        assertEquals(List.of("new=TRUE", "x"), read.columns().names());
        assertEquals(List.of("FALSE", "TRUE"), read.columns().levels().get("new"));
        Examples later = read(
                History.of(
                        "rows",
                        List.of(
                                Map.of("example", "c", "coordinate", 0, "x", 1, "new", true),
                                Map.of("example", "c", "coordinate", 1, "x", 1, "new", "no"))),
                ColumnRoles.defaults().withLearnt(read.columns()));
        assertEquals(1, later.instances().get(0).features().get(0, 0));
        assertEquals(0, later.instances().get(0).features().get(1, 0));
        DataException refused = assertThrows(
                DataException.class,
                () -> read(
                        History.of("rows", List.of(Map.of("example", "c", "coordinate", 0, "x", 1, "new", "maybe"))),
                        ColumnRoles.defaults().withLearnt(read.columns())));
        assertTrue(refused.getMessage().contains("was learnt on FALSE, TRUE"), refused.getMessage());
    }

    @Test
    void aDecisionIsNotAdvisedToBeACategory() throws IOException {
        String text = "example,coordinate,x,decision\na,0,1,chosen\na,1,2,0\n";
        DataException refused = assertThrows(
                DataException.class, () -> read(histories().open(write("h.csv", text)), ColumnRoles.defaults()));
        assertTrue(refused.getMessage().endsWith("Maybe 1 where it was chosen, and 0 elsewhere"), refused.getMessage());
    }
}
