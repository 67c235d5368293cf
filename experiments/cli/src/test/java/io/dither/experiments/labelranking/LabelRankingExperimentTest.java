package io.dither.experiments.labelranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LabelRankingExperimentTest {
    @TempDir
    Path temporary = Path.of("");

    @Test
    void aRunPrintsJsonAndLeavesManifestMetricsAndPlots() throws IOException {
        JsonNode json = new ObjectMapper().readTree(run("--json", "--loss", "squared"));
        assertEquals("label-ranking", json.get("experiment").asText());
        assertEquals(
                json,
                new ObjectMapper().readTree(temporary.resolve("out/result.json").toFile()));
        JsonNode set = json.get("datasets").get(0);
        assertEquals("toy", set.get("name").asText());
        assertEquals(30, set.get("examples").asInt());
        assertEquals(3, set.get("folds").asInt());
        assertTrue(set.get("tau").get("squared").asDouble() > 0.5, set.toString());
        assertTrue(set.get("tauStandardError").get("leastSquares").isNumber(), set.toString());

        JsonNode manifest = new ObjectMapper()
                .readTree(temporary.resolve("out/manifest.json").toFile());
        assertEquals("squared", manifest.get("configuration").get("loss").asText());
        assertEquals("gaussian", manifest.get("configuration").get("noise").asText());
        assertEquals(64, manifest.get("data").get("toy").asText().length());
        List<String> rows = Files.readAllLines(temporary.resolve("out/metrics.csv"));
        assertEquals("dataset,fold,epoch,trainSquaredLoss,testTau", rows.get(0));
        assertEquals(1 + 3 * 5, rows.size());
        for (String plot : List.of("toy-tau.png", "toy-tau.svg", "toy-loss.png", "toy-loss.svg")) {
            assertTrue(Files.size(temporary.resolve("out").resolve(plot)) > 1000, plot);
        }
    }

    @Test
    void withoutJsonItPrintsATableAndTheSameRunWritesTheSameBytes() throws IOException {
        String table = run();
        assertTrue(
                table.startsWith("data  examples  labels  folds  tau fenchel-young  tau least squares\ntoy "), table);
        byte[] metrics = Files.readAllBytes(temporary.resolve("out/metrics.csv"));
        assertEquals(table, run("--threads", "3"));
        assertArrayEquals(metrics, Files.readAllBytes(temporary.resolve("out/metrics.csv")));
    }

    private String run(String... more) throws IOException {
        StringBuilder text = new StringBuilder("x,y,order\r\n");
        for (int i = 0; i < 30; i++) {
            text.append(i % 7).append(',').append(i % 5).append(i % 7 > i % 5 ? ",a>b>c\r\n" : ",b>a>c\r\n");
        }
        Path data = Files.writeString(temporary.resolve("toy.txt"), text);
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new LabelRankingExperiment()).setOut(new PrintWriter(out));
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "--data", data.toString(), "--out", temporary.resolve("out").toString()));
        arguments.addAll(List.of("--folds", "3", "--epochs", "5", "--batch", "8", "--learning-rate", "0.1"));
        arguments.addAll(List.of(more));
        assertEquals(0, command.execute(arguments.toArray(String[]::new)));
        return out.toString();
    }
}
