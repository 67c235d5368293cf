package io.dither.jgrapht;

import static io.dither.jgrapht.Answers.assertSameValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.files.GraphFile;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.OnDemandSession;
import io.dither.oracle.capability.RetargetableSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trips between the zones of real road networks, where there are files of them. */
class RoadsTest {
    private static FlatGraph read(String network) {
        String folder = System.getenv("DITHER_DATA");
        assumeTrue(folder != null, "DITHER_DATA names no folder of data");
        Path file = Path.of(folder, "roads", network + "_net.tntp");
        assumeTrue(Files.exists(file), "there is no " + file.getFileName());
        return GraphFile.read(file, "tntp", true);
    }

    @ParameterizedTest
    @CsvSource({"Anaheim, 416, 914, 38", "ChicagoRegional, 12982, 39018, 1790"})
    void tripsDoNotCrossZonesAndCostsMayComeOnDemand(String network, int vertices, int links, int zones) {
        FlatGraph roads = read(network);
        assertEquals(vertices, roads.vertices.size());
        assertEquals(links, roads.edges.size());
        assertEquals(zones, roads.closed.count());
        GraphOracle home = new PathFamily(roads, WeightsOn.EDGES).oracle(0, 1);
        GraphOracle open = new PathFamily(roads.closedBelow(0), WeightsOn.EDGES).oracle(0, 1);
        GraphOracle reference = JgraphtReference.path(roads, 0, 1, WeightsOn.EDGES);
        Random random = new Random(1);
        double[] theta = theta(roads, random);
        int shortcuts = 0;
        try (OnDemandSession asking = (OnDemandSession) home.openSession();
                OracleSession across = open.openSession();
                OracleSession slow = reference.openSession()) {
            for (int trip = 0; trip < 40; trip++) {
                String source = String.valueOf(1 + random.nextInt(zones));
                String target = String.valueOf(1 + random.nextInt(zones));
                Vertex given = solve(asking, home.between(source, target), theta);
                Vertex asked = new Vertex(links);
                asking.solve(i -> theta[i], asked);
                assertArrayEquals(indices(given), indices(asked));
                assertTrue(home.between(source, target).violation(asked).isEmpty());
                assertCrossesNoZone(roads, asked);
                if (trip < 10) {
                    assertSameValue(
                            solve(slow, reference.between(source, target), theta)
                                    .dot(theta),
                            asked.dot(theta));
                }
                Vertex shortcut = solve(across, open.between(source, target), theta);
                if (shortcut.dot(theta) < asked.dot(theta)) {
                    shortcuts++;
                    assertTrue(home.between(source, target).violation(shortcut).isPresent());
                }
            }
        }
        // all zones of Chicago but one have a single connector
        assertTrue(
                network.equals("ChicagoRegional") || shortcuts > 0, "no zone would be crossed, which proves nothing");
    }

    /** Connectors are cheap, as in the files, so that zones tempt. */
    private static double[] theta(FlatGraph roads, Random random) {
        double[] theta = new double[roads.edges.size()];
        for (int e = 0; e < theta.length; e++) {
            boolean connector = roads.closed.contains(roads.tails[e]) || roads.closed.contains(roads.heads[e]);
            theta[e] = connector ? 0 : random.nextDouble();
        }
        return theta;
    }

    private static Vertex solve(OracleSession session, GraphOracle trip, double[] theta) {
        assertTrue(((RetargetableSession) session).retarget(trip));
        Vertex vertex = new Vertex(theta.length);
        session.solve(theta, vertex);
        return vertex;
    }

    private static void assertCrossesNoZone(FlatGraph roads, Vertex path) {
        for (int k = 0; k < path.size(); k++) {
            int edge = path.index(k);
            // a path comes from its target
            assertTrue(k == 0 || !roads.closed.contains(roads.heads[edge]));
            assertTrue(k == path.size() - 1 || !roads.closed.contains(roads.tails[edge]));
        }
    }

    private static int[] indices(Vertex vertex) {
        int[] indices = new int[vertex.size()];
        for (int k = 0; k < indices.length; k++) {
            indices[k] = vertex.index(k);
        }
        return indices;
    }
}
