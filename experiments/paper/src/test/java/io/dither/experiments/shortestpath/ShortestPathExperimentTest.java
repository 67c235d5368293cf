package io.dither.experiments.shortestpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.Runs;
import io.dither.plugin.PluginModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestPathExperimentTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void isDiscovered() {
        assertTrue(ServiceLoader.load(PluginModule.class).stream()
                .anyMatch(provider -> provider.type() == ShortestPathExperiment.class));
    }

    @Test
    void reachesThePromisedRegretWithItsDefaults() throws IOException {
        JsonNode result = new ObjectMapper().readTree(run("--out", folder.toString(), "--json"));
        assertEquals("shortest-path", result.get("experiment").asText());
        JsonNode regret = result.get("regret");
        assertTrue(regret.get("fenchelYoung").asDouble() <= 0.075, regret.toString());
        assertEquals(0.0858, regret.get("leastSquares").asDouble(), 5e-5);
        assertEquals(0.0585, regret.get("floor").asDouble(), 5e-5);
        assertEquals(0.494, regret.get("constant").asDouble(), 5e-4);
        assertTrue(regret.get("fenchelYoungStandardError").asDouble() > 0, regret.toString());
        assertTrue(result.get("seconds").asDouble() > 0);
    }

    @Test
    void leavesARunFolderThatThreadsDoNotChange() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        run("--out", one.toString(), "--train", "64", "--test", "20", "--epochs", "3");
        run("--out", two.toString(), "--train", "64", "--test", "20", "--epochs", "3", "--threads", "2");
        for (String file : List.of("metrics.csv", "result.json", "regret.svg")) {
            assertEquals(Files.readString(one.resolve(file)), Files.readString(two.resolve(file)), file);
        }
        List<String> rows = Files.readAllLines(one.resolve("metrics.csv"));
        assertEquals("epoch,trainLossWithoutOmega,trainRegret,testRegret", rows.get(0));
        assertEquals(4, rows.size());
        JsonNode manifest =
                new ObjectMapper().readTree(one.resolve("manifest.json").toFile());
        assertEquals("fenchel-young", manifest.get("configuration").get("loss").asText());
        for (String file : List.of("loss.svg", "regret.svg")) {
            assertTrue(Files.size(one.resolve(file)) > 1000, file);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--grid, 5, grid = '5'",
        "--train, 0, train = 0",
        "--test, 0, test = 0",
        "--train, 2147483647, train + test = 2147484647",
        "--epsilon, 0, epsilon = 0.0",
        "--samples, 0, samples = 0",
        "--threads, 0, threads = 0",
        "--epochs, 0, epochs = 0",
        "--batch, 0, batch = 0",
        "--learning-rate, 0, learningRate = 0.0",
        "--noise-width, NaN, noiseWidth = NaN",
        "--seed, -1, seed = -1"
    })
    void refusesBadOptions(String option, String value, String start) {
        var refusal = assertThrows(
                InvalidArgumentException.class, () -> run("--out", folder.toString(), option + "=" + value));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith(start) && message.contains(". Maybe "), message);
    }

    private static String run(String... arguments) {
        return Runs.of(new ShortestPathExperiment(), arguments);
    }
}
