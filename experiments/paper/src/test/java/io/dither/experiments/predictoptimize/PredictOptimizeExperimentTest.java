package io.dither.experiments.predictoptimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictOptimizeExperimentTest {
    @TempDir
    Path folder = Path.of("");

    /** Rows that a run of seconds can show; the others have the tag long. */
    @Test
    void reachesThePublishedTableOnPaths() throws IOException {
        JsonNode result = json("--methods", "least-squares,negative-identity");
        assertNoWorseThanPublished(result.get("methods"), 3);
        assertEquals(0.0858, result.at("/methods/least-squares/regret").asDouble(), 5e-5);
        assertEquals(0.0585, result.at("/methods/floor/regret").asDouble(), 5e-5);
        assertEquals(0.494, result.at("/methods/constant/regret").asDouble(), 5e-4);
        JsonNode ours = result.at("/methods/negative-identity");
        assertTrue(ours.get("low").asDouble() < ours.get("regret").asDouble());
        assertTrue(ours.get("minusLeastSquaresHigh").asDouble() < 0);
        assertEquals(21_000, ours.get("solves").asInt()); // 21 passes, 1,000 examples
        assertTrue(ours.get("seconds").asDouble() > 0);
        assertTrue(Files.readString(folder.resolve("regret-degree-4-train-1000.svg"))
                .contains(">negative-identity<"));
        assertFalse(Files.readString(folder.resolve("result.json")).contains("seconds"));
    }

    @Test
    @Tag("long")
    void allMethodsReachThePublishedTableOnPaths() throws IOException {
        JsonNode result = json();
        assertNoWorseThanPublished(result.get("methods"), 4);
        assertEquals(0, result.get("leftOut").size());
    }

    private static void assertNoWorseThanPublished(JsonNode methods, int least) {
        int compared = 0;
        for (Map.Entry<String, JsonNode> one : methods.properties()) {
            JsonNode published = one.getValue().get("published");
            if (published != null && published.isNumber()) {
                double regret = one.getValue().get("regret").asDouble();
                assertTrue(regret <= published.asDouble() + 5e-5, one.getKey() + " " + regret);
                compared++;
            }
        }
        assertTrue(compared >= least, methods.toString());
    }

    @Test
    void reachesThePublishedRegretsOfKnapsacks() throws IOException {
        JsonNode methods = json("--problem", "knapsack", "--methods", "least-squares,fenchel-young,spo-plus")
                .get("methods");
        assertTrue(methods.at("/fenchel-young/regret").asDouble() <= 0.08, methods.toString());
        assertTrue(methods.at("/spo-plus/regret").asDouble() <= 0.065, methods.toString());
        assertEquals(0.105, methods.at("/least-squares/regret").asDouble(), 0.005);
    }

    @Test
    void threadsChangeNoFigureAndDrawsGiveIntervals() throws IOException {
        String[] small = {
            "--problem",
            "tours",
            "--cities",
            "5",
            "--degree",
            "1,3",
            "--train",
            "15",
            "--test",
            "15",
            "--repeats",
            "3",
            "--epochs",
            "2",
            "--methods",
            "least-squares,spo-plus,imle"
        };
        JsonNode one = json(small);
        String figures = Files.readString(folder.resolve("result.json"));
        String metrics = Files.readString(folder.resolve("metrics.csv"));
        String[] threaded = java.util.Arrays.copyOf(small, small.length + 2);
        threaded[small.length] = "--threads";
        threaded[small.length + 1] = "2";
        json(threaded);
        assertEquals(figures, Files.readString(folder.resolve("result.json")));
        assertEquals(metrics, Files.readString(folder.resolve("metrics.csv")));
        assertEquals(2, one.get("settings").size());
        assertEquals(one.get("methods"), one.at("/settings/0/methods"));
        assertEquals(3, one.at("/settings/1/degree").asInt());
        assertEquals(1 + 2 * 3 * 3, metrics.lines().count());
        JsonNode spo = one.at("/settings/1/methods/spo-plus");
        // t with 2 degrees of freedom
        double half = spo.get("high").asDouble() - spo.get("regret").asDouble();
        assertTrue(half > 0 && Double.isFinite(half));
    }

    @Test
    void portfoliosAreMaximised() throws IOException {
        JsonNode result = json(
                "--problem",
                "portfolio",
                "--assets",
                "8",
                "--train",
                "40",
                "--test",
                "50",
                "--methods",
                "least-squares,negative-identity,structured-hinge");
        JsonNode methods = result.get("methods");
        assertTrue(
                result.at("/leftOut/structured-hinge").asText().startsWith("the structured hinge needs 0/1 points"),
                result.toString());
        for (JsonNode one : methods) {
            assertTrue(one.get("regret").asDouble() >= 0, methods.toString());
        }
        assertTrue(methods.at("/floor/regret").asDouble()
                < methods.at("/constant/regret").asDouble());
    }

    @Test
    @Tag("long")
    void theEnergyKnapsackOfTheAwareClassIsBelowLeastSquares() throws IOException {
        String data = System.getenv("DITHER_DATA");
        assumeTrue(data != null, "DITHER_DATA names no folder of data");
        Path file = Path.of(data, "energy-knapsack", "Data.npz");
        assumeTrue(Files.exists(file), "there is no " + file);
        for (String[] limit : new String[][] {{"60", "576"}, {"120", "460"}, {"180", "242"}}) {
            JsonNode methods = json(
                            "--problem",
                            "energy-knapsack",
                            "--capacity",
                            limit[0],
                            "--data",
                            file.toString(),
                            "--methods",
                            "least-squares,fenchel-young")
                    .get("methods");
            double regret = methods.at("/fenchel-young/aware/regret").asDouble();
            assertTrue(regret <= Double.parseDouble(limit[1]), methods.toString());
            assertTrue(methods.at("/least-squares/published/low").asDouble() > 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--methods, best, method 'best' is unknown",
        "--methods, boosted-spo-plus, method 'boosted-spo-plus' is unknown",
        "--repeats, 0, repeats = 0",
        "--train, 0, train = 0",
        "--test, 1, test = 1",
        "--degree, 0, degree = 0",
        "--noise, 2, noiseWidth = 2.0",
        "--samples, 1, samples = 1",
        "--epochs, 0, epochs = 0",
        "--learning-rate, 0, learningRate = 0.0",
        "--grid, 5, grid = '5'"
    })
    void refusesBadOptions(String option, String value, String start) {
        var refusal = assertThrows(
                InvalidArgumentException.class, () -> run("--out", folder.toString(), option + "=" + value));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith(start) && message.contains("Maybe "), message);
    }

    @Test
    void aMissingFileIsNamed() {
        var refusal = assertThrows(
                DataException.class,
                () -> run("--out", folder.toString(), "--problem", "energy-knapsack", "--data", "none.npz"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("none.npz"), refusal.getMessage());
    }

    private JsonNode json(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--out", folder.toString(), "--json"));
        all.addAll(List.of(arguments));
        return new ObjectMapper().readTree(run(all.toArray(String[]::new)));
    }

    private static String run(String... arguments) {
        return Runs.of(new PredictOptimizeExperiment(), arguments);
    }
}
