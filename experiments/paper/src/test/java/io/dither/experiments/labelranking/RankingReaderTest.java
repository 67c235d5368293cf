package io.dither.experiments.labelranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankingReaderTest {
    @TempDir
    Path temporary = Path.of("");

    @Test
    void theBestLabelGetsTheHighestRankWithAnyLineEnd() {
        for (String end : List.of("\n", "\r\n")) {
            RankingData data = parse(String.join(end, "A1,A2,order", "1.5,-2,c>a>b", "", "3,4e1, b > c > a "));
            assertEquals(List.of("a", "b", "c"), data.labels());
            assertArrayEquals(new double[] {1.5, -2, 3, 40}, data.examples().features().data);
            assertArrayEquals(new double[] {1, 0, 2, 0, 2, 1}, data.examples().targets().data);
        }
    }

    @Test
    void labelsMayBeWordsAndCellsMayBeQuoted() {
        RankingData data = parse("\"x\",\"ranking\"\n1,\"red>light blue>green\"\n");
        assertEquals(List.of("green", "light blue", "red"), data.labels());
    }

    @Test
    void tiesAreReportedWhereTheyStand() {
        assertProblem("f.txt:3: labels are tied in 'ab' of 'ab>c'", "x,r", "1,a>b>c", "2,ab>c");
        assertProblem("f.txt:2: labels are tied in 'ab' of 'ab>c'", "x,r", "1,ab>c", "2,a>b>c");
        assertProblem("f.txt:3: labels are tied in 'b=c' of 'a>b=c'", "x,r", "1,a>b>c", "2,a>b=c");
        assertProblem("f.txt:4: labels are tied in 'abc' of 'abc'", "x,r", "", "1,a>b>c", "2,abc");
    }

    @Test
    void unknownRepeatedAndMissingLabelsNameTheLine() {
        assertProblem("f.txt:3: unknown label 'z' in 'a>z>c'; the labels are a, b, c", "x,r", "1,a>b>c", "2,a>z>c");
        assertProblem("f.txt:3: label 'a' stands twice in 'a>b>a'", "x,r", "1,a>b>c", "2,a>b>a");
        assertProblem("f.txt:3: label 'b' is missing from 'c>a'", "x,r", "1,a>b>c", "2,c>a");
        assertProblem("f.txt:3: unknown label '' in 'a>>c'", "x,r", "1,a>b>c", "2,a>>c");
    }

    @Test
    void featuresThatAreNoFiniteNumbersNameLineAndColumn() {
        for (String bad : List.of("abc", "", "NaN", "Infinity", "1e999", "?")) {
            assertProblem("f.txt:3: column A2 holds '" + bad + "'", "A1,A2,r", "1,2,a>b", "3," + bad + ",b>a");
        }
    }

    @Test
    void shapesThatAreNoTableAreRefused() {
        assertProblem("f.txt: has no examples", "");
        assertProblem("f.txt: has no examples", "x,r");
        assertProblem("f.txt:1: is an example, not a header", "1,a>b", "2,b>a");
        assertProblem("f.txt:3: 3 columns where the header has 2", "x,r", "1,a>b", "1,2,a>b");
        assertProblem("f.txt:1: has one column", "x", "1");
        assertProblem("f.txt:2: 'a' ranks fewer than two labels", "x,r", "1,a", "2,a");
        assertProblem("f.txt:2: is not comma-separated text in UTF-8 at this line or below", "x,r", "1,\"a>b", "2,a>b");
    }

    @Test
    void aFileHasItsStemAsNameAndAMissingOneIsNamed() throws IOException {
        Path file = Files.writeString(temporary.resolve("two.one.txt"), "x,r\n1,a>b\n");
        RankingData data = RankingReader.read(file);
        assertEquals("two.one", data.name());
        assertEquals(64, data.sha256().length());
        Path missing = temporary.resolve("missing.txt");
        DataException problem = assertThrows(DataException.class, () -> RankingReader.read(missing));
        assertTrue(problem.toString().contains(missing + ": the file does not exist"), problem.toString());
    }

    private static RankingData parse(String text) {
        return RankingReader.parse("f", "f.txt", new StringReader(text), "");
    }

    private static void assertProblem(String start, String... lines) {
        String text = String.join("\n", lines) + "\n";
        String problem = assertThrows(DataException.class, () -> parse(text)).toString();
        assertTrue(problem.contains(": " + start), problem);
    }
}
