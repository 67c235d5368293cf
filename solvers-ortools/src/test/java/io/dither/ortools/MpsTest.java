package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.OrToolsLp;
import io.dither.ortools.program.ProgramProviders;
import io.dither.plugin.PluginCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MpsTest {
    @TempDir
    Path folder = Path.of("");

    private static Path resource(String name) {
        try {
            return Path.of(java.util.Objects.requireNonNull(MpsTest.class.getResource("/mps/" + name))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String text(String name) {
        try {
            return Files.readString(resource(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Path write(String content) {
        try {
            return Files.writeString(folder.resolve("program.mps"), content);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static LinearOracle create(String spec) {
        return PluginCatalogue.of(new ProgramProviders()).create(OracleProvider.class, spec);
    }

    @Test
    void aFileIsReadWithSenseBoundsRangesAndOffset() {
        LinearProgram program = OrToolsLp.read(resource("blend.mps"));
        assertEquals(Sense.MAXIMIZE, program.sense());
        assertArrayEquals(new double[] {1, 2, -1}, program.objective());
        assertEquals(10, program.offset());
        assertEquals(3, program.rows());
        Vertex vertex = new Vertex(3);
        try (OracleSession session = OrToolsLp.oracle(program).openSession()) {
            session.solve(program.objective(), vertex);
        }
        // z = 7 + y, so x + y - 7 + 10 with 1.5 <= x + y <= 4: ties along an edge
        assertEquals(7, vertex.objective(program.objective()), 1e-9);
    }

    @Test
    void theMirroredSenseFindsTheOtherEnd() {
        LinearProgram program = OrToolsLp.read(resource("blend.mps")).with(Sense.MINIMIZE);
        double[] y = OrToolsLp.oracle(program).solve(new double[] {1, 0, 0});
        assertEquals(1, y[0], 1e-9);
    }

    @Test
    void windowsLineEndsAndShortSenseWordsAreFine() {
        String content = text("blend.mps").replace("MAXIMIZE", "MAX").replace("\n", "\r\n");
        assertEquals(Sense.MAXIMIZE, OrToolsLp.read(write(content)).sense());
        String inline = text("blend.mps").replace("OBJSENSE\n    MAXIMIZE", "OBJSENSE MAXIMISE");
        assertEquals(Sense.MAXIMIZE, OrToolsLp.read(write(inline)).sense());
    }

    @Test
    void freeFormatNeedsNoAlignmentAndNoShortNames() {
        LinearProgram program = OrToolsLp.read(write("""
                NAME
                ROWS
                 N the_cost_of_it_all
                 G at_least
                COLUMNS
                \ta_rather_long_name the_cost_of_it_all 1 at_least 2
                  b at_least 1
                RHS
                 rhs at_least 3
                BOUNDS
                 UP bnd a_rather_long_name 1
                 FR bnd b
                ENDATA
                """));
        assertArrayEquals(new double[] {1, 0}, program.objective());
        assertEquals(1, program.upper(0));
        assertEquals(Double.NEGATIVE_INFINITY, program.lower(1));
        assertEquals(3, program.constraints().get(0).lower());
    }

    @Test
    void theProviderReadsItsParameters() {
        Path file = resource("simplex.mps");
        assertEquals(Sense.MINIMIZE, create("ortools-lp:file=" + file).sense());
        LinearOracle oracle = create("ortools-lp:file=" + file + ",sense=maximize,zero-one=true,iterations=50");
        assertEquals(Sense.MAXIMIZE, oracle.sense());
        assertTrue(oracle.traits().contains(Trait.ZERO_ONE));
        assertArrayEquals(new double[] {0, 0, 1}, oracle.solve(new double[] {1, 2, 3}), 0);
        assertThrows(InvalidArgumentException.class, () -> create("ortools-lp"));
        assertThrows(InvalidArgumentException.class, () -> create("ortools-lp:file=" + file + ",sense=both"));
        assertThrows(InvalidArgumentException.class, () -> create("ortools-lp:file=" + file + ",iterations=0"));
    }

    @Test
    void infeasibleAndUnboundedFilesFailAtTheFirstSolve() {
        LinearOracle empty = create("ortools-lp:file=" + resource("infeasible.mps"));
        assertEquals(
                OracleException.Code.INFEASIBLE,
                assertThrows(OracleException.class, () -> empty.solve(new double[] {1}))
                        .code());
        LinearOracle ray = create("ortools-lp:file=" + resource("ray.mps"));
        assertEquals(
                OracleException.Code.UNBOUNDED,
                assertThrows(OracleException.class, () -> ray.solve(new double[] {-1, 1}))
                        .code());
    }

    @Test
    void aMissingFileIsNamed() {
        DataException failure = assertThrows(DataException.class, () -> create("ortools-lp:file=no/such.mps"));
        assertTrue(String.valueOf(failure.getMessage()).contains("such.mps: the file does not exist"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " E  c3      | E  c2     | :9: row 'c2' is declared twice",
                " E  c3      | Q  c3     | :9: 'Q' is not a type of row",
                " E  c3      | GE c3     | :9: 'GE' is not a type of row",
                "y         c3|y         c9| :14: row 'c9' is not declared",
                "c2        1.0|c2       | :12: row 'c2' has no number",
                "-10.0       |-1o.0      | :18: '-1o.0' is not a number",
                "UP bnd       x|UP bnd  q| :22: column 'q' is not declared",
                "RANGES      |SOS1       | :19: 'SOS1' is not a section",
                "UP bnd       x         4.0|BV bnd  x| column 'x' is an integer variable",
                "UP bnd       x         4.0|UP bnd x -4| column 'x' has the lower bound 0.0 above",
                "UP bnd       x|QQ bnd  x| cannot read this file",
                "rhs       c3        7.0            profit    -10.0|c3 7.0| :18: a line needs the name of its set",
                "UP bnd       x         4.0|UP x 4.0| :22: column '4.0' is not declared",
                "UP bnd       x         4.0|UP bnd x| :22: a bound of the type UP needs a number",
                "ENDATA      |* no end   | the file ends without ENDATA",
                "    MAXIMIZE|    LARGEST| :4: 'LARGEST' is not a sense: MAX or MIN",
                "    MAXIMIZE|    MAX 1| :4: 'MAX 1' is not a sense: MAX or MIN",
                "OBJSENSE    |OBJSENSE UP| :3: 'UP' is not a sense: MAX or MIN",
                "NAME        |hello world| :2: 'hello' is not a section"
            })
    void malformedFilesAreRefusedWithTheirLine(String good, String bad, String problem) {
        String content = text("blend.mps");
        assertTrue(content.contains(good.strip()));
        Path file = write(content.replaceFirst(java.util.regex.Pattern.quote(good.strip()), bad.strip()));
        DataException failure = assertThrows(DataException.class, () -> OrToolsLp.read(file));
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains("program.mps") && message.contains(problem), message);
    }

    @Test
    void garbageAndEmptyFilesAreRefused() {
        for (String content : new String[] {"", "\n", " 1,2,3\n", "NAME\nROWS\nCOLUMNS\nENDATA\n"}) {
            assertThrows(DataException.class, () -> OrToolsLp.read(write(content)));
        }
        assertThrows(DataException.class, () -> OrToolsLp.read(folder));
    }
}
