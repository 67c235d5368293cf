package io.dither.experiments.labelranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.experiments.launch.ExperimentCommand;
import io.dither.experiments.run.StoredJson;
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
    void aRunPrintsJsonAndLeavesManifestMetricsTableAndPlots() throws IOException {
        JsonNode json = new ObjectMapper().readTree(run("--json"));
        assertEquals("label-ranking", json.get("experiment").asText());
        assertEquals(json, StoredJson.read(temporary.resolve("out/result.json")).orElseThrow());
        JsonNode set = json.get("datasets").get(0);
        assertEquals("toy", set.get("name").asText());
        assertEquals(20, set.get("examples").asInt());
        assertEquals(2, set.get("folds").asInt());
        JsonNode first = set.get("methods").get("fenchel-young");
        assertTrue(first.get("tau").asDouble() > 0.5, set.toString());
        assertTrue(first.get("low").asDouble() <= first.get("tau").asDouble(), set.toString());
        assertTrue(set.get("methods").get("least-squares").get("pValue").isNumber(), set.toString());
        assertEquals(3, json.get("fenchel-young against").size());

        JsonNode manifest = new ObjectMapper()
                .readTree(temporary.resolve("out/manifest.json").toFile());
        assertEquals("gaussian", manifest.get("configuration").get("noise").asText());
        assertEquals(64, manifest.get("data").get("toy").asText().length());
        List<String> rows = Files.readAllLines(temporary.resolve("out/metrics.csv"));
        assertEquals("dataset,repeat,fold,method,map,chosen,testTau,testExact", rows.get(0));
        assertEquals(1 + 2 * 4, rows.size());
        for (String plot : List.of("toy-tau.svg", "toy-tuning.svg")) {
            assertTrue(Files.size(temporary.resolve("out").resolve(plot)) > 1000, plot);
        }
    }

    @Test
    void withoutJsonItPrintsATableAndTheSameRunWritesTheSameBytes() throws IOException {
        String table = run("--methods", "least-squares,black-box");
        assertTrue(table.contains("\n\ndata  examples  labels  folds  "), table);
        assertTrue(table.contains("least-squares against"), table);
        assertEquals(table, Files.readString(temporary.resolve("out/table.txt")));
        byte[] metrics = Files.readAllBytes(temporary.resolve("out/metrics.csv"));
        assertEquals(table, run("--methods", "least-squares,black-box", "--threads", "3"));
        assertArrayEquals(metrics, Files.readAllBytes(temporary.resolve("out/metrics.csv")));
    }

    private String run(String... more) throws IOException {
        StringBuilder text = new StringBuilder("x,y,order\r\n");
        for (int i = 0; i < 20; i++) {
            text.append(i % 7).append(',').append(i % 5).append(i % 7 > i % 5 ? ",a>b>c\r\n" : ",b>a>c\r\n");
        }
        Path data = Files.writeString(temporary.resolve("toy.txt"), text);
        StringWriter out = new StringWriter();
        CommandLine command =
                ExperimentCommand.alone(new LabelRankingExperiment()).setOut(new PrintWriter(out));
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "--data", data.toString(), "--out", temporary.resolve("out").toString()));
        arguments.addAll(List.of("--folds", "2", "--inner-folds", "2", "--inner-repeats", "1"));
        arguments.addAll(List.of(more));
        assertEquals(0, command.execute(arguments.toArray(String[]::new)));
        return out.toString();
    }
}
