package io.dither.experiments.localsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSearchExperimentTest {
    @TempDir
    Path temporary = Path.of("");

    private String run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--out", temporary.toString()));
        arguments.addAll(List.of(more));
        return Runs.of(new LocalSearchExperiment(), arguments.toArray(String[]::new));
    }

    @Test
    void aSmallRunTellsOfAllSetsAndRaces() throws IOException {
        String text = run("--seconds", "0.01", "--seeds", "2", "--chains", "10", "--days", "2");
        for (String word : List.of("jgrapht-spanning-tree", "chain of 10", "routes to 100 stops", "100, persistent")) {
            assertTrue(text.contains(word), text);
        }
        JsonNode result = new ObjectMapper().readTree(Files.readString(temporary.resolve("result.json")));
        assertEquals(5, result.findValue("sets").size());
        result.findValue("sets").forEach(set -> assertTrue(set.get("held").doubleValue() > 0.85, set.toString()));
        assertEquals(40, result.findValue("races").size());
        result.findValue("races").forEach(race -> assertTrue(race.get("angle").doubleValue() < 90, race.toString()));
    }

    @Test
    void shortChainsKeepMoreOfAGradientTheLongerTheyAre() {
        for (String text : SmallSet.FIVE.subList(0, 3)) {
            List<Exactness.Bias> biases = Exactness.biases(SmallSet.of(text), 100, 1);
            assertTrue(biases.get(0).kept() > 0.05, biases.toString());
            assertTrue(biases.get(1).kept() > biases.get(0).kept() + 0.2, biases.toString());
            assertTrue(biases.get(2).kept() > 0.85, biases.toString());
        }
    }

    @Test
    void numbersThatMakeNoRaceAreRefused() {
        assertThrows(InvalidArgumentException.class, () -> run("--seeds", "1"));
        assertThrows(InvalidArgumentException.class, () -> run("--seconds", "0"));
    }
}
