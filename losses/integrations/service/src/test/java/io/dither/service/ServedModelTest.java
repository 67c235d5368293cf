package io.dither.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.data.setup.RowPredictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedModelTest {
    @TempDir
    Path folder;

    @TempDir
    Path other;

    @Test
    void filesThatArriveOneAfterAnotherAreServedAtTheEnd() throws IOException {
        DecisionServiceTest.save(folder, DecisionServiceTest.ROADS, 1);
        DecisionServiceTest.save(other, DecisionServiceTest.ROADS.replace("a,d,9", "a,d,8"), 2);
        List<String> log = new ArrayList<>();
        Path live = folder.resolve("model");
        Path next = other.resolve("model");
        try (ServedModel model = new ServedModel(live, RowPredictor::open, log::add)) {
            String before = decide(model);
            Files.copy(next.resolve("model.json"), live.resolve("model.json"), StandardCopyOption.REPLACE_EXISTING);
            assertEquals(before, decide(model));
            assertTrue(model.state().isStale());
            model.refreshOrRetry();
            assertTrue(model.state().isStale());
            try (var files = Files.list(next.resolve("files"))) {
                for (Path file : files.toList()) {
                    Files.copy(file, live.resolve("files").resolve(file.getFileName()));
                }
            }
            model.refreshOrRetry();
            assertEquals(new ServedModel.State(2, ""), model.state());
            assertNotEquals(before, decide(model));
        }
        assertEquals(2, log.size(), log.toString());
        assertTrue(log.get(0).startsWith("still serving generation 1: cannot read "), log.get(0));
        assertTrue(log.get(1).endsWith("generation 2"), log.get(1));
    }

    private static String decide(ServedModel model) {
        return model.use(one -> ""
                + one.decide(Map.of("example", "x", "from", "a", "to", "d"))
                        .forecast()
                        .best()
                        .cost());
    }
}
