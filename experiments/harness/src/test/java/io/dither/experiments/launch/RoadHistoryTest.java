package io.dither.experiments.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.plugin.PluginSpec;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoadHistoryTest {
    private static RoadHistory in(String folder) {
        return new RoadHistory(Path.of(folder), "minutes:C(road)", "minutes:road=primary", Map.of(), "");
    }

    @Test
    void aFolderMayHaveCommas() {
        RoadHistory history = in("Munich, 2024");
        PluginSpec oracle = PluginSpec.parse(history.oracle());
        assertEquals(history.roads().toString(), oracle.arguments().get("file"));
        assertEquals("{from}", oracle.arguments().get("source"));
    }

    @Test
    void aPlainFolderHasNoParentheses() {
        assertEquals(
                "jgrapht-shortest-path:file=" + Path.of("map", "roads.csv") + ",format=csv,source={from},target={to}",
                in("map").oracle());
    }
}
