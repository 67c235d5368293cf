package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dither learn --map}; what it learns is tested where maps are. */
class LearnFromMapTest {
    @TempDir
    private Path folder = Path.of("");

    private Outcome learn(String... more) {
        List<String> arguments = new java.util.ArrayList<>(
                List.of("learn", "--out", folder.resolve("model").toString()));
        arguments.addAll(List.of(more));
        return Outcome.of(arguments.toArray(String[]::new));
    }

    @Test
    void otherHistoriesAreRefused() {
        assertTrue(learn("--map", "x", "--data", "y").err().contains("--map does not go with --data"));
        assertTrue(learn("--map", "x", "--continue", "y").err().contains("--map does not go with --continue"));
        assertTrue(learn("--traces", "x").err().contains("--traces needs --map"));
        assertTrue(learn("--map", "x").err().contains("--traces is missing"));
        assertTrue(Outcome.of("learn", "--map", "x").err().contains("--out is missing"));
    }

    /** The one trace that there is has no trip in it, so what was to be learnt is seen by its problem. */
    @Test
    void theHistoryIsLearntFromByOwnOptions() throws IOException {
        String data = System.getenv("DITHER_DATA");
        assumeTrue(data != null, "DITHER_DATA names no folder of data");
        Path osm = Path.of(data, "osm");
        Path traces = Files.createDirectory(folder.resolve("traces"));
        Files.copy(osm.resolve("andorra.gpx"), traces.resolve("andorra.gpx"));
        Outcome outcome = learn(
                "--map=" + osm.resolve("andorra.osm.pbf"),
                "--profile=bike",
                "--traces=" + traces,
                "--features=km, steep",
                "--loss=fenchel-young");
        assertEquals(3, outcome.code(), outcome.toString());
        assertTrue(outcome.err().contains("traces   1: 0 matched, 1 dropped"), outcome.err());
        Path work = folder.resolve("model").resolve("map");
        assertTrue(outcome.err().contains(work.resolve("roads.csv") + ": has no column 'steep'"), outcome.err());
    }
}
