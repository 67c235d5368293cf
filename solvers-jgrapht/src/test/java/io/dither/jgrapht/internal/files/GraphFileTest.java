package io.dither.jgrapht.internal.files;

import static io.dither.jgrapht.Answers.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.jgrapht.internal.data.FlatGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edge lists in files, well-formed and not. */
class GraphFileTest {
    @TempDir
    Path folder;

    private FlatGraph read(String text, String format) throws IOException {
        return GraphFile.read(Files.writeString(folder.resolve("graph.txt"), text), format, true);
    }

    @Test
    void dimacsNumbersVerticesFromOne() throws IOException {
        FlatGraph graph = read("c a comment\n\np sp 3 2\r\na 1 3 7.5\na 3 2 -1\nc\n", "dimacs");
        assertEquals(List.of("1", "2", "3"), graph.vertices);
        assertEquals(List.of("1->3", "3->2"), graph.edges);
        assertArrayEquals(new int[] {0, 2}, graph.tails);
        assertArrayEquals(new int[] {2, 1}, graph.heads);
    }

    @Test
    void csvNumbersVerticesByFirstAppearance() throws IOException {
        FlatGraph graph = read("\uFEFFsource,target,cost\r\nb, a ,1\r\n\r\na,c,2\r\n", "csv");
        assertEquals(List.of("b", "a", "c"), graph.vertices);
        assertEquals(List.of("b->a", "a->c"), graph.edges);
        assertEquals(List.of("x->y"), read("x,y", "csv").edges);
    }

    @Test
    void csvFindsItsColumnsByTheirNames() throws IOException {
        FlatGraph graph = read("id,Target,length, SOURCE\n1,b,3.5,a\n2,c,,b\n", "csv");
        assertEquals(List.of("a->b", "b->c"), graph.edges);
        // one of the two alone is the name of a vertex
        assertEquals(List.of("source->a", "a->b"), read("source,a,1\na,b,2", "csv").edges);
    }

    @Test
    void csvHasNamesInQuotes() throws IOException {
        FlatGraph graph = read("\"source\", \"target\"\n\"Main St, 5\" ,\"the \"\"Hub\"\"\"\n b\"x, \" c\"\n", "csv");
        assertEquals(List.of("Main St, 5", "the \"Hub\"", "b\"x", " c"), graph.vertices);
    }

    @Test
    void tntpReadsLinksAndZones() throws IOException {
        String text = """
                <NUMBER OF ZONES> 2\t
                <NUMBER OF NODES> 4
                <FIRST THRU NODE> 3
                <NUMBER OF LINKS> 3
                <ORIGINAL HEADER>~ Tail Head ;
                <END OF METADATA>\t\t

                ~\tinit_node\tterm_node\tcapacity\t;
                \t1\t3\t9000\t1.5\t0\t0.15\t4\t25\t0\t1\t;
                \t3\t4\t9000\t1.5\t0\t0.15\t4\t25\t0\t1;
                4 2
                """;
        FlatGraph graph = read(text, "tntp");
        assertEquals(List.of("1", "2", "3", "4"), graph.vertices);
        assertEquals(List.of("1->3", "3->4", "4->2"), graph.edges);
        assertEquals(2, graph.closed.count());
        assertTrue(graph.closed.contains(1));
        assertTrue(read(text.replace("<FIRST THRU NODE> 3", ""), "tntp").closed.isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<NUMBER OF NODES> x                       | 1 | 'x' in '<NUMBER OF NODES> x' is not a whole number",
                "<NUMBER OF NODES 3                        | 1 | has no '>'",
                "<NUMBER OF LINKS> 1;<END OF METADATA>     | 2 | no line '<NUMBER OF NODES> n'",
                "<NUMBER OF NODES> 2;<END OF METADATA>     | 2 | no line '<NUMBER OF LINKS> n'",
                "1 2 3                                     | 1 | before the line '<END OF METADATA>'",
                "HEAD;<FIRST THRU NODE> 4;<END OF METADATA>| 4 | the first thru node 4 is not one of the 2 nodes",
                "HEAD;<END OF METADATA>;1 3 5 1            | 4 | '3' in '1 3 5 1' is not between 1 and 2",
                "HEAD;<END OF METADATA>;1                  | 4 | '1' is not a link",
                "HEAD;<END OF METADATA>;1 2 5;2 1 5        | 5 | one link more than the 1 announced",
                "HEAD;<END OF METADATA>;<MORE>             | 4 | is not a link",
                "HEAD;<END OF METADATA>                    | 0 | announces 1 links but has 0",
                "HEAD                                      | 0 | has no line '<END OF METADATA>'"
            })
    void malformedTntpIsReportedWithItsLine(String text, int line, String problem) {
        assertMalformed(text.replace("HEAD", "<NUMBER OF NODES> 2;<NUMBER OF LINKS> 1"), "tntp", line, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "p sp 2 1;a 1 x 1        | 2 | 'x' in 'a 1 x 1' is not a whole number",
                "p sp 2 1;a 1 3 1        | 2 | '3' in 'a 1 3 1' is not between 1 and 2",
                "p sp 2 1;a 0 1 1        | 2 | '0' in 'a 0 1 1' is not between 1 and 2",
                "p sp 2 1;c ok;a 1 2 abc | 3 | the cost 'abc'",
                "p sp 2 1;a 1 2 NaN      | 2 | the cost 'NaN' is not finite",
                "p sp 2 1;a 1 2          | 2 | none of",
                "p sp 2 1;a 1 2 1;a 2 1 1| 3 | one arc more than the 1 announced",
                "p sp 2 1;p sp 2 1       | 2 | a second 'p' line",
                "a 1 2 1                 | 1 | before the line",
                "p max 2 1               | 1 | none of",
                "p sp 2 0                | 1 | '0' in 'p sp 2 0' is not between",
                "p sp 2 1073741824       | 1 | is not between 1 and 1073741823",
                "p sp 99999999999999999999 1 | 1 | is too long",
                "p sp 2 2;a 1 2 1        | 0 | announces 2 arcs but has 1",
                "c nothing               | 0 | no line 'p sp n m'"
            })
    void malformedDimacsIsReportedWithItsLine(String text, int line, String problem) {
        assertMalformed(text, "dimacs", line, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source,target;a         | 2 | 'a' has 1 column(s), not 2 as in the first row",
                "a,b;c,d,5               | 2 | 3 column(s), not 2",
                "a                       | 1 | 1 column(s), not source,target",
                "a,b;a,                  | 2 | leaves the target empty",
                "a,b;,b                  | 2 | leaves the source empty",
                "a,b;\"a,b              | 2 | has a quotation mark that is not closed",
                "a,b;\"a\"c,b            | 2 | has text behind a quotation mark",
                "source,target           | 0 | has no edges"
            },
            quoteCharacter = '^')
    void malformedCsvIsReportedWithItsLine(String text, int line, String problem) {
        assertMalformed(text, "csv", line, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {"source;target;km!by ;", "a\tb!by tabs", "a|b!by |"})
    void anotherSeparatorIsNamed(String header, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve("graph.txt"), header + "\n");
        DataException refused = assertThrows(DataException.class, () -> GraphFile.read(file, "csv", true));
        assertMessage(refused, "not source,target, because it separates them " + problem + ", not by commas");
    }

    private void assertMalformed(String text, String format, int line, String problem) {
        DataException malformed = assertThrows(DataException.class, () -> read(text.replace(';', '\n'), format));
        String place = "graph.txt" + (line > 0 ? ":" + line : "") + ": ";
        assertMessage(malformed, place);
        assertMessage(malformed, problem);
    }

    @Test
    void missingAndBinaryFilesAndFoldersAreReported() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertUnreadable(folder.resolve("nowhere.csv"), "nowhere.csv: the file does not exist");
        assertUnreadable(binary, "binary: the file is not text in UTF-8");
        assertUnreadable(folder, "this is a folder, not a file");
    }

    private static void assertUnreadable(Path file, String problem) {
        DataException refused = assertThrows(DataException.class, () -> GraphFile.read(file, "csv", true));
        assertMessage(refused, problem);
    }
}
