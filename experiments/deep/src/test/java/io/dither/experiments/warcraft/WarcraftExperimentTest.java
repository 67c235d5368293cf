package io.dither.experiments.warcraft;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.data.NpyFile;
import io.dither.experiments.data.NpyType;
import io.dither.experiments.launch.ExperimentCommand;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunArguments;
import io.dither.experiments.warcraft.Outcomes.Outcome;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.plugin.PluginModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class WarcraftExperimentTest {
    private static final String[] TINY = {
        "--cells", "4", "--train", "12", "--test", "4", "--batch", "6", "--threads", "1", "--gallery", "1"
    };
    private static final LinearOracle FOUR = OracleRegistry.discover().create("jgrapht-grid-path:rows=4,cols=4");

    @TempDir
    Path folder = Path.of("");

    @Test
    void isDiscovered() {
        assertTrue(ServiceLoader.load(PluginModule.class).stream()
                .anyMatch(provider -> provider.type() == WarcraftExperiment.class));
    }

    @Test
    void resumesToTheSameFilesAndReadsWhatItWrote() throws IOException {
        Path whole = folder.resolve("whole");
        run(whole, "--epochs", "2");
        List<String> rows = Files.readAllLines(whole.resolve("metrics.csv"));
        assertEquals("loss,epoch,trainLoss,perfect,exact,costRatio,cellAccuracy", rows.get(0));
        assertEquals(1 + 4 * 2, rows.size());
        for (String file :
                List.of("perfect.svg", "gallery/map-1-costs.png", "gallery/two-stage/epoch-002-map-1-path.png")) {
            assertTrue(Files.size(whole.resolve(file)) > 100, file);
        }
        byte[] result = Files.readAllBytes(whole.resolve("result.json"));
        run(whole, "--epochs", "2", "--resume");
        assertArrayEquals(result, Files.readAllBytes(whole.resolve("result.json")));
        assertEquals(
                3, new ObjectMapper().readTree(result).get("firstMinusOthers").size());
        JsonNode settings = new ObjectMapper()
                .readTree(whole.resolve("manifest.json").toFile())
                .get("settings");
        assertEquals(
                "2 epochs, batch 6, learning rate 0.002, epsilon 0.1, 10 samples, clamped",
                settings.get("fenchel-young").asText());
        Path again = folder.resolve("again");
        String data = whole.resolve("data").toString();
        run(again, "--epochs", "2", "--data", data, "--losses", "fenchel-young");
        assertEquals(rows.subList(0, 3), Files.readAllLines(again.resolve("metrics.csv")));
        JsonNode one = new ObjectMapper()
                .readTree(run(again, "--epochs", "2", "--data", data, "--losses", "fenchel-young", "--resume"));
        assertEquals(rows.subList(0, 3), Files.readAllLines(again.resolve("metrics.csv")));
        assertTrue(one.get("losses").get("fenchel-young").get("costRatio").asDouble() >= 1 - 1e-9);
        assertTrue(!one.has("firstMinusOthers"), "one loss alone has nothing to be compared with");
        var refusal = assertThrows(
                InvalidArgumentException.class,
                () -> run(again, "--epochs", "3", "--data", data, "--losses", "fenchel-young", "--resume"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("--epochs 2, not 3"), refusal.getMessage());
    }

    @Test
    void drawsNoPicturesWhereNoneAreWished() throws IOException {
        JsonNode result =
                new ObjectMapper().readTree(run(folder, "--epochs", "1", "--losses", "two-stage", "--gallery", "0"));
        assertTrue(result.get("losses").has("two-stage"));
        assertTrue(Files.notExists(folder.resolve("gallery")));
    }

    @Test
    void aRateGivenCountsForAllLossesAndOtherwiseEachHasItsOwn() {
        settings("--learning-rate", "0.1", "--epsilon", "2", "--samples", "3").forEach((loss, settings) -> {
            assertEquals(0.1, settings.plan().learningRate());
            assertEquals(2, settings.perturbation().epsilon());
            assertEquals(
                    loss == TerrainLoss.SQUARED ? 10 : 3,
                    settings.perturbation().samples());
        });
        settings().forEach((loss, settings) -> {
            Tuning tuning = Preset.QUICK.tuning(loss);
            assertEquals(
                    tuning,
                    new Tuning(
                            settings.plan().learningRate(),
                            settings.perturbation().epsilon(),
                            settings.perturbation().samples()));
        });
    }

    private static Map<TerrainLoss, Settings> settings(String... arguments) {
        WarcraftOptions options = new WarcraftOptions();
        CommandSpec command = CommandSpec.forAnnotatedObject(options);
        RunArguments given = new WarcraftExperiment().runOptions().addTo(command);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--out=none");
        new CommandLine(command).parseArgs(all.toArray(String[]::new));
        return options.settings(new Run(command, given, false, Progress::start));
    }

    @Test
    void mapsAreAFunctionOfTheSeedAndPathsAreCheapest() {
        WarcraftData data = new TerrainGenerator(FOUR, 4, 1).draw(Split.TRAIN, 5);
        WarcraftData more = new TerrainGenerator(FOUR, 4, 1).draw(Split.TRAIN, 6);
        assertArrayEquals(data.maps(), Arrays.copyOf(more.maps(), data.maps().length));
        assertTrue(!Arrays.equals(
                data.maps(),
                new TerrainGenerator(FOUR, 4, 1).draw(Split.TEST, 5).maps()));
        double[][] truth = new double[5][];
        double[][] flat = new double[5][16];
        for (int map = 0; map < 5; map++) {
            truth[map] = data.costsOf(map);
            Arrays.fill(flat[map], 1);
        }
        assertEquals(new Scores(1, 1, 1, 1), Scores.of(Outcomes.of(FOUR, data, truth)));
        assertTrue(Scores.of(Outcomes.of(FOUR, data, flat)).costRatio() >= 1);
    }

    @Test
    void refusesMoreMapsThanFitIntoAnArray() {
        TerrainGenerator generator = new TerrainGenerator(FOUR, 4, 1);
        var refusal = assertThrows(InvalidArgumentException.class, () -> generator.draw(Split.TRAIN, 1_000_000));
        assertTrue(String.valueOf(refusal.getMessage()).endsWith("Maybe draw 699050 or fewer."), refusal.getMessage());
    }

    @Test
    void scoresCountByHand() {
        byte[] straight = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
        float[] costs = new float[16];
        Arrays.fill(costs, 1);
        WarcraftData data = new WarcraftData(4, new byte[3 * 32 * 32], straight, costs);
        double[] around = {1, 9, 9, 9, 1, 9, 9, 9, 1, 9, 9, 9, 1, 1, 1, 1};
        // down the left side and along the bottom, cutting the corner: 6 cells in place of 4
        Scores scores = Scores.of(Outcomes.of(FOUR, data, new double[][] {around}));
        assertEquals(new Scores(0, 0, 6 / 4.0, 10 / 16.0), scores);
    }

    @Test
    void differencesCountMapByMap() {
        Outcomes one = new Outcomes(List.of(new Outcome(2, 2, 1), new Outcome(3, 2, 0.5), new Outcome(4, 4, 0.75)));
        Outcomes other = new Outcomes(List.of(new Outcome(4, 2, 0.5), new Outcome(2, 2, 1), new Outcome(5, 4, 0.25)));
        Difference difference = Difference.of(one, other);
        // perfect: +1, -1, +1; exact: +1, -1, 0; cost: -2, +1, -1 over a mean of 8/3; cells: +0.5, -0.5, +0.5
        assertEquals(1 / 3.0, difference.perfect(), 1e-12);
        assertEquals(Math.sqrt((1 - 1 / 9.0) / 3), difference.perfectStandardError(), 1e-12);
        assertEquals(0, difference.exact(), 1e-12);
        assertEquals(Math.sqrt(2 / 9.0), difference.exactStandardError(), 1e-12);
        assertEquals(-2 / 8.0, difference.costRatio(), 1e-12);
        assertEquals(Math.sqrt((2 - 4 / 9.0) / 3) * 3 / 8, difference.costRatioStandardError(), 1e-12);
        assertEquals(1 / 6.0, difference.cellAccuracy(), 1e-12);
        assertEquals("+33.33 +- 54.43 %", difference.row("one less other")[1]);
    }

    @Test
    void refusesDataThatDoesNotBelongTogether() throws IOException {
        new TerrainGenerator(FOUR, 4, 1).write(folder, Split.TEST, 3);
        assertEquals(3, Split.TEST.read(folder).mapCount());
        Path costs = Split.TEST.costs(folder);
        NpyFile.of(NpyType.FLOAT16, new int[] {2, 4, 4}, new float[32]).write(costs);
        assertRefused("has the shape [2, 4, 4], not [3, 4, 4]. Maybe");
        float[] negative = new float[48];
        negative[20] = -1;
        NpyFile.of(NpyType.FLOAT16, new int[] {3, 4, 4}, negative).write(costs);
        assertRefused("map 1 has the cost -1.0");
        NpyFile.ofBytes(new int[] {3, 4, 4}, new byte[48]).write(costs);
        assertRefused("holds UINT8. Maybe");
        Files.delete(costs);
        assertRefused("the file does not exist");
    }

    @ParameterizedTest
    @CsvSource({
        "--epsilon, 0, epsilon = 0.0",
        "--samples, 0, samples = 0",
        "--squared-samples, 1, squared-samples = 1",
        "--lambda, -1, lambda = -1.0",
        "--epochs, 0, epochs = 0",
        "--threads, 0, threads = 0",
        "--threads, 2147483647, threads = 2147483647 is too large",
        "--losses, ',', --losses is empty",
        "--train, 0, train = 0",
        "--cells, 1, cells = 1",
        "--gallery, -1, gallery = -1"
    })
    void refusesBadOptions(String option, String value, String start) {
        var refusal = assertThrows(InvalidArgumentException.class, () -> run(folder, option + "=" + value));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith(start) && message.contains(". Maybe "), message);
    }

    private void assertRefused(String problem) {
        var refusal = assertThrows(DataException.class, () -> Split.TEST.read(folder));
        assertTrue(String.valueOf(refusal.getMessage()).contains(problem), refusal.getMessage());
    }

    private static String run(Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--out", out.toString(), "--json"));
        arguments.addAll(List.of(TINY));
        arguments.addAll(List.of(more));
        StringWriter text = new StringWriter();
        List<RuntimeException> thrown = new ArrayList<>();
        int code = ExperimentCommand.alone(new WarcraftExperiment())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOverwrittenOptionsAllowed(true)
                .setOut(new PrintWriter(text))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    thrown.add((RuntimeException) failure);
                    return 1;
                })
                .execute(arguments.toArray(String[]::new));
        if (!thrown.isEmpty()) {
            throw thrown.get(0);
        }
        assertEquals(0, code);
        return text.toString();
    }
}
