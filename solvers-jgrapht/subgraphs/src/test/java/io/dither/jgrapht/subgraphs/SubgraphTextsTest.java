package io.dither.jgrapht.subgraphs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.jgrapht.Answers;
import io.dither.jgrapht.GraphOracle;
import io.dither.jgrapht.RandomGraphs;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.oracles.Oracles;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.OracleContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracles by their text forms, and without some of their edges. */
class SubgraphTextsTest {
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
    void textsMakeThem() {
        assertArrayEquals(
                new double[] {0, 1, 0, 0, 1, 0},
                create("jgrapht-matching:complete=4").solve(new double[] {1, 3, 1, 1, 2, 1}));
        assertArrayEquals(
                new double[] {1, 0, 0, 0, 0, 1},
                create("jgrapht-matching:complete=4,perfect=true,sense=minimize")
                        .solve(new double[] {1, 3, 1, 2, 2, -1}));
        assertArrayEquals(
                new double[] {1, 0, 1, 1, 0},
                create("jgrapht-arborescence:format=csv,root=s,file=" + csv).solve(new double[] {3, 4, 2, 1, 9}));
        assertArrayEquals(
                new double[] {1, 1, 0, 0, 0},
                create("jgrapht-steiner-tree:format=csv,terminals=(s,t),file=" + csv)
                        .solve(new double[] {1, 2, 2, 2, 9}));
        assertArrayEquals(
                new double[] {1, 0, 1, 1, 0, 1},
                create("jgrapht-tour:cities=4").solve(new double[] {1, 5, 1, 1, 5, 1}));
        assertRefused("jgrapht-matching:perfect=true", "needs either complete or file");
        assertRefused("jgrapht-steiner-tree:format=csv,terminals=(s,x),file=" + csv, "terminal = 'x'");
    }

    @Test
    void cutsInOneFileShareTheGraph() {
        LinearOracle cut = create("jgrapht-min-cut:format=csv,source=s,target=t,file=" + csv);
        assertArrayEquals(new double[] {1, 0, 0, 1, 0}, cut.solve(new double[] {3, 4, 2, 1, 9}));
        try (OracleSession session = cut.openSession()) {
            assertTrue(((RetargetableSession) session)
                    .retarget(create("jgrapht-min-cut:format=csv,source=a,target=b,file=" + csv)));
        }
    }

    @Test
    void someEdgesAreLeftOut() {
        FlatGraph complete = FlatGraph.complete(6, 2);
        assertKeepsEveryRule(Matching.oracle(complete, Sense.MINIMIZE, true), 0, 7, 12);
        assertKeepsEveryRule(Matching.oracle(complete, Sense.MAXIMIZE, false), 14, 3);
        FlatGraph directed = RandomGraphs.directed(5, 14, 3);
        assertKeepsEveryRule(Arborescence.oracle(directed, 0, Sense.MINIMIZE), 13, 12);
        Answers.assertMessage(
                assertThrows(InvalidArgumentException.class, () -> Oracles.constrained(Tour.oracle(4), 0)),
                "cannot be left out");
    }

    private static void assertKeepsEveryRule(GraphOracle whole, int... zeros) {
        BruteForceOracle vertices = BruteForceOracle.zeroOne(whole.sense(), whole.dimension(), y -> {
            double ones = 0;
            for (int zero : zeros) {
                ones += y[zero];
            }
            return ones == 0 && whole.violation(y).isEmpty();
        });
        OracleContract.of(Oracles.constrained(whole, zeros))
                .thetas(16)
                .vertices(vertices)
                .verifyAll()
                .forEach(result -> assertTrue(!result.isFailure(), result::toString));
    }

    private void assertRefused(String text, String problem) {
        InvalidArgumentException refused = assertThrows(InvalidArgumentException.class, () -> create(text));
        Answers.assertMessage(refused, problem);
        Answers.assertMessage(refused, "Maybe");
    }
}
