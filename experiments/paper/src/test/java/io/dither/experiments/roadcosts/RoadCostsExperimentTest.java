package io.dither.experiments.roadcosts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.experiments.Runs;
import io.dither.plugin.PluginModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoadCostsExperimentTest {
    private static final double[] LENGTHS = {1, 2, 1.5, 2.5, 3};

    @TempDir
    Path folder = Path.of("");

    @Test
    void isDiscovered() {
        assertTrue(ServiceLoader.load(PluginModule.class).stream()
                .anyMatch(provider -> provider.type() == RoadCostsExperiment.class));
    }

    @Test
    void findsTheHiddenWeightsWhateverTheThreads() throws IOException {
        String[] trips = {"--network", "bricks:8x8", "--features", "2", "--trips", "120", "--held", "4", "--reach", "7"
        };
        JsonNode result = new ObjectMapper().readTree(run("one", "1", trips));
        assertEquals(64, result.get("vertices").asInt());
        assertEquals(
                2 * (8 * 7 + 7 * 4), result.get("links").asInt(), "8 rows of 7 streets, and every other one between");
        assertEquals("converged", result.get("status").asText());
        for (String name : List.of("climb", "epsilon")) {
            JsonNode weight = result.get("weights").get(name);
            assertTrue(Math.abs(weight.get("errorsFromTruth").asDouble()) < 4, weight.toString());
            double truth = weight.get("truth").asDouble();
            assertTrue(weight.get("estimateStandardError").asDouble() < 0.3 * truth, weight.toString());
        }
        assertTrue(result.get("heapPeakMiB").asDouble() > 0
                && result.get("cpuMicrosecondsPerSearch").asDouble() > 0);
        String page = Files.readString(folder.resolve("one").resolve(RoadCostsExperiment.PAGE));
        assertTrue(page.contains("class=\"truth\"") && page.contains("The worst-predicted examples"), page);
        assertFalse(page.contains("NaN"), page);
        String summary = Files.readString(folder.resolve("one/summary.json"));
        assertTrue(summary.contains("The search ended with the status converged."), summary);
        run("two", "2", trips);
        assertEquals(
                Files.readString(folder.resolve("one/result.json")),
                Files.readString(folder.resolve("two/result.json")));
    }

    /** Two zones, 1 and 2, at the ends of three roads; places of all but the last node. */
    private Path network(double scale) throws IOException {
        StringBuilder text = new StringBuilder(
                "<NUMBER OF NODES> 4\n<NUMBER OF LINKS> 5\n<FIRST THRU NODE> 3\n<END OF METADATA>\n\n~ from to ...\n");
        int[][] ends = {{1, 3}, {3, 4}, {4, 2}, {3, 2}, {2, 1}};
        for (int e = 0; e < ends.length; e++) {
            text.append(ends[e][0]).append('\t').append(ends[e][1]);
            text.append("\t900\t")
                    .append(scale * LENGTHS[e])
                    .append("\t")
                    .append(e)
                    .append("\t.15\t4\t40\t0\t1\t;\n");
        }
        return Files.writeString(folder.resolve("Town_net.tntp"), text);
    }

    @Test
    void aSearchWithoutIntervalsClaimsNone() {
        String out = Runs.of(
                new RoadCostsExperiment(),
                "--network=bricks:6x6",
                "--trips=20",
                "--held=5",
                "--reach=2",
                "--out",
                folder.resolve("none").toString());
        assertTrue(
                out.startsWith("20 trips on 90 links give no intervals: the search ended with the status no-root."),
                out);
    }

    @Test
    void networksOfFilesAreRead() throws IOException {
        Path file = network(1);
        RoadNetwork town = TntpNetwork.read(file);
        assertEquals(List.of("time", "length"), town.names(), "nobody pays a toll");
        assertEquals(2, town.zones());
        assertEquals(0, town.positionsOfVertices().length);
        assertArrayEquals(new double[] {0.5, 2, 2.75, 4.25, 5.5}, town.costs(new double[] {1, 0.5}));
        Files.writeString(folder.resolve("town_node.tntp"), "node x y ;\n1 0 0 ;\n2 1 0 ;\n3 0 1 ;\n4 1 1 ;\n");
        assertArrayEquals(
                new double[] {0, 0, 1, 0, 0, 1, 1, 1}, TntpNetwork.read(file).positionsOfVertices());
        RoadNetwork inFeet = TntpNetwork.read(network(5280));
        for (int e = 0; e < LENGTHS.length; e++) {
            assertEquals(LENGTHS[e], inFeet.features().get(e, 1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--network, bricks:5, network = 'bricks:5'",
        "--network, nowhere, network = 'nowhere' is not a file",
        "--features, 7, features = 7",
        "--weights, '1,-2', 'weights = [1.0, -2.0]'",
        "--trips, 1, trips = 1",
        "--held, 0, held = 0",
        "--reach, -1, reach = -1",
        "--samples, 0, samples = 0",
        "--epsilon, 0, epsilon = 0.0"
    })
    void refusesBadOptions(String option, String value, String start) {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> run("bad", "1", "--network", "grid:3x3", "--features=2", option, value));
        assertTrue(String.valueOf(refused.getMessage()).startsWith(start), refused.toString());
    }

    private String run(String name, String threads, String... arguments) {
        List<String> all =
                new ArrayList<>(List.of("--out", folder.resolve(name).toString(), "--threads", threads, "--json"));
        all.addAll(List.of(arguments));
        return Runs.of(new RoadCostsExperiment(), all.toArray(String[]::new));
    }
}
