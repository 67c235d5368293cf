package io.dither.jgrapht;

import static io.dither.jgrapht.Answers.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.capability.RetargetableSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracles by their text forms. */
class ProvidersTest {
    private final OracleRegistry registry = OracleRegistry.discover();

    @TempDir
    Path folder;

    private String csv;

    @BeforeEach
    void writeGraph() throws IOException {
        csv = Files.writeString(folder.resolve("g.csv"), "source,target\ns,a\na,t\ns,b\nb,t\nt,s\n")
                .toString();
    }

    private LinearOracle create(String text) {
        return registry.create(text);
    }

    @Test
    void aPathInAFile() {
        String oracle = "jgrapht-shortest-path:format=csv,source=s,target=t,file=" + csv;
        assertArrayEquals(new double[] {0, 0, 1, 1, 0}, create(oracle).solve(new double[] {3, 3, 1, 1, 9}));
        assertArrayEquals(
                new double[] {0, 0, 0, 0, 1}, create(oracle + ",directed=false").solve(new double[] {3, 3, 1, 1, 1}));
        assertArrayEquals(
                new double[] {1, 0, 1, 1}, create(oracle + ",weights=vertices").solve(new double[] {1, 5, 1, 2}));
    }

    @Test
    void gridsAndTrees() {
        assertEquals(144, create("jgrapht-grid-path:rows=12,cols=12").dimension());
        assertArrayEquals(
                new double[] {1, 1, 0, 1},
                create("jgrapht-grid-path:rows=2,cols=2,neighbours=4").solve(new double[] {1, 1, 2, 1}));
        assertEquals(40, create("jgrapht-grid-arcs:rows=5,cols=5").dimension());
        assertArrayEquals(
                new double[] {1, 0, 1},
                create("jgrapht-spanning-tree:complete=3").solve(new double[] {1, 3, 2}));
        LinearOracle maximum = create("jgrapht-spanning-tree:format=csv,sense=maximize,file=" + csv);
        assertEquals(Sense.MAXIMIZE, maximum.sense());
        assertArrayEquals(new double[] {0, 1, 1, 1, 0}, maximum.solve(new double[] {1, 2, 3, 4, 0}));
    }

    @Test
    void longestPaths() throws IOException {
        Path acyclic = Files.writeString(folder.resolve("acyclic.csv"), "s,a\na,t\ns,t\n");
        String longest = "jgrapht-longest-path:format=csv,source=s,target=t,file=" + acyclic;
        assertArrayEquals(new double[] {1, 1, 0}, create(longest).solve(new double[] {2, 2, 3}));
        assertArrayEquals(
                new double[] {1, 0, 1}, create(longest + ",weights=vertices").solve(new double[] {2, -1, 3}));
        assertRefused("jgrapht-longest-path:format=csv,source=s,target=t,file=" + csv, "has a cycle");
    }

    @Test
    void verticesAreClosedByName() throws IOException {
        String path = "jgrapht-shortest-path:format=csv,source=s,target=t,file=" + csv;
        double[] theta = {1, 1, 3, 3, 9};
        assertArrayEquals(new double[] {1, 1, 0, 0, 0}, create(path).solve(theta));
        assertArrayEquals(
                new double[] {0, 0, 1, 1, 0}, create(path + ",no-through=a").solve(theta));
        assertThrows(OracleException.class, () -> create(path + ",no-through=(a,b)"));
        assertFalse(turns(create(path), create(path + ",no-through=a")));
        assertRefused(path + ",no-through=x", "no-through = 'x' is not a vertex");
        assertRefused(path + ",no-through=1..5", "no-through = 1..5 has no vertex");
        Path numbered = Files.writeString(folder.resolve("n.gr"), "p sp 4 4\na 1 2 1\na 2 4 1\na 1 3 1\na 3 4 1\n");
        LinearOracle around = create("jgrapht-shortest-path:source=1,target=4,no-through=1..2,file=" + numbered);
        assertArrayEquals(new double[] {0, 0, 1, 1}, around.solve(new double[] {1, 1, 3, 3}));
    }

    @Test
    void turnsHaveCosts() throws IOException {
        Path file = Files.writeString(folder.resolve("turns.csv"), "via-from,via,via-to,angle\ns,a,t,-90\n");
        String path = "jgrapht-shortest-path:format=csv,source=s,target=t,file=" + csv;
        LinearOracle oracle = create(path + ",turns=" + file);
        assertEquals(6, oracle.dimension());
        assertArrayEquals(new double[] {1, 1, 0, 0, 0, 1}, oracle.solve(new double[] {1, 1, 3, 3, 9, 1}));
        assertArrayEquals(new double[] {0, 0, 1, 1, 0, 0}, oracle.solve(new double[] {1, 1, 3, 3, 9, 5}));
        assertTrue(turns(oracle, create(path.replace("source=s", "source=a") + ",turns=" + file)));
        Files.writeString(file, "via-from,via,via-to\ns,a,t\ns,b,t\n");
        assertEquals(7, create(path + ",turns=" + file).dimension());
        assertEquals(5, create(path + ",u-turns=true").dimension());
        assertRefused(path + ",u-turns=true,turns=" + file, "both given");
        assertRefused(path + ",u-turns=true,weights=vertices", "weights=edges only");
        assertRefused(path + ",directed=false,turns=" + file, "turns need directed edges");
    }

    @Test
    void kindsOfTurnsHaveCosts() throws IOException {
        Path file = Files.writeString(folder.resolve("places.csv"), "vertex,x,y\ns,0,0\na,0,1\nb,1,0\nt,1,1\n");
        String path = "jgrapht-shortest-path:format=csv,source=s,target=t,file=" + csv + ",positions=" + file;
        LinearOracle oracle = create(path);
        assertEquals(8, oracle.dimension());
        // by way of a it is a right turn, by way of b a left one
        assertArrayEquals(new double[] {1, 1, 0, 0, 0, 0, 1, 0}, oracle.solve(new double[] {1, 1, 1, 1, 9, 2, 1, 0}));
        assertArrayEquals(new double[] {0, 0, 1, 1, 0, 1, 0, 0}, oracle.solve(new double[] {1, 1, 1, 1, 9, 1, 2, 0}));
        assertTrue(turns(oracle, create(path.replace("source=s", "source=a"))));
        assertFalse(turns(oracle, create(path + ",turn-kinds=(left,right,straight)")));
        assertEquals(6, create(path + ",turn-kinds=left").dimension());
        assertRefused(path + ",turn-kinds=(left,up)", "'up', which is none of left, right, straight and u-turn");
        assertRefused(path + ",u-turns=true", "u-turns and positions are both given");
    }

    @Test
    void mistakesAreNamed() {
        String path = "jgrapht-shortest-path:format=csv,file=" + csv + ",source=s,target=";
        assertRefused(path + "x", "target = 'x' is not a vertex of the graph");
        assertRefused("jgrapht-spanning-tree", "needs either complete or file");
        assertRefused("jgrapht-spanning-tree:complete=3,file=" + csv, "needs either complete or file");
        assertRefused("jgrapht-grid-path:rows=3,cols=3,neighbours=6", "neighbours");
        assertRefused("jgrapht-grid-path:rows=0,cols=3", "rows");
        assertThrows(DataException.class, () -> create("jgrapht-spanning-tree:file=" + folder.resolve("none")));
        assertThrows(DataException.class, () -> create("jgrapht-spanning-tree:file=" + csv));
    }

    @Test
    void noPathIsASolversOutcome() throws IOException {
        Path apart = Files.writeString(folder.resolve("apart.csv"), "a,b\nc,d\n");
        OracleException none = assertThrows(
                OracleException.class,
                () -> create("jgrapht-shortest-path:format=csv,source=a,target=d,file=" + apart));
        assertEquals(OracleException.Code.INFEASIBLE, none.code());
        assertMessage(none, "'a' to vertex 'd'");
        assertThrows(OracleException.class, () -> create("jgrapht-spanning-tree:format=csv,file=" + apart));
    }

    @Test
    void pathsInOneFileShareTheGraphUntilItChanges() throws IOException {
        String oracle = "jgrapht-shortest-path:format=csv,file=" + csv;
        LinearOracle there = create(oracle + ",source=s,target=t");
        assertTrue(turns(there, create(oracle + ",source=t,target=s")));
        assertFalse(turns(there, create(oracle + ",source=t,target=s,directed=false")));
        assertFalse(turns(there, OracleRegistry.discover().create(oracle + ",source=t,target=s")));
        Files.writeString(Path.of(csv), "source,target\ns,a\na,t\ns,b\nb,t\nt,s\ns,t\n");
        LinearOracle changed = create(oracle + ",source=s,target=t");
        assertEquals(6, changed.dimension());
        assertArrayEquals(new double[] {0, 0, 0, 0, 0, 1}, changed.solve(new double[] {1, 1, 1, 1, 1, 1}));
        assertFalse(turns(there, changed));
        assertEquals(5, there.dimension());
    }

    @Test
    void ofManyFilesTheOneUsedLongestAgoIsReadAnew() throws IOException {
        List<String> oracles = new ArrayList<>();
        for (int k = 0; k < 5; k++) {
            Path file = Files.copy(Path.of(csv), folder.resolve(k + ".csv"));
            oracles.add("jgrapht-shortest-path:format=csv,source=s,target=t,file=" + file);
        }
        LinearOracle first = create(oracles.get(0));
        LinearOracle second = create(oracles.get(1));
        create(oracles.get(2));
        create(oracles.get(3));
        assertTrue(turns(first, create(oracles.get(0))), "a use makes it the last one");
        create(oracles.get(4));
        assertTrue(turns(first, create(oracles.get(0))));
        assertFalse(turns(second, create(oracles.get(1))));
    }

    @Test
    void threadsThatAskAtOnceShareTheGraph() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<LinearOracle>> made = new ArrayList<>();
            for (int k = 0; k < 16; k++) {
                String ends = k % 2 == 0 ? ",source=s,target=t" : ",source=t,target=b";
                made.add(threads.submit(() -> create("jgrapht-shortest-path:format=csv,file=" + csv + ends)));
            }
            for (Future<LinearOracle> oracle : made) {
                assertTrue(turns(made.get(0).get(), oracle.get()));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean turns(LinearOracle from, LinearOracle to) {
        try (OracleSession session = from.openSession()) {
            return ((RetargetableSession) session).retarget(to);
        }
    }

    private void assertRefused(String text, String problem) {
        InvalidArgumentException refused = assertThrows(InvalidArgumentException.class, () -> create(text));
        assertMessage(refused, problem);
        assertMessage(refused, "Maybe");
    }
}
