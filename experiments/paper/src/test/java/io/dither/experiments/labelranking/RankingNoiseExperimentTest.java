package io.dither.experiments.labelranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.experiments.launch.ExperimentCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RankingNoiseExperimentTest {
    @TempDir
    Path temporary = Path.of("");

    @Test
    void noiseHurtsNoMethodBeatsTheTruthAndThreadsChangeNothing() throws IOException {
        String text = run("black-box,least-squares", "0.1,3", "--json");
        JsonNode levels = new ObjectMapper().readTree(text).get("levels");
        assertEquals(6, levels.size());
        for (int m = 0; m < 3; m++) {
            JsonNode quiet = levels.get(m);
            JsonNode loud = levels.get(m + 3);
            assertEquals(quiet.get("method"), loud.get("method"));
            assertTrue(quiet.get("tau").asDouble() > loud.get("tau").asDouble() + 0.2, text);
            double margin = 5 * quiet.get("tauStandardError").asDouble();
            assertTrue(quiet.get("tau").asDouble() <= levels.get(0).get("tau").asDouble() + margin, text);
        }
        assertEquals(text, run("black-box,least-squares", "0.1,3", "--json", "--threads", "3"));
        for (String plot : List.of("tau.svg", "exact.svg")) {
            assertTrue(Files.size(temporary.resolve(plot)) > 1000, plot);
        }
        assertEquals(
                1 + 2 * 3 * 2,
                Files.readAllLines(temporary.resolve("metrics.csv")).size());
    }

    @Test
    void aSingleMethodIsNotComparedAndLevelsAreSorted() throws IOException {
        String text = run("black-box", "3,0.1");
        assertTrue(text.contains("black-box is not compared with another method. From the least noise"), text);
        assertTrue(text.indexOf("  0.1  ") < text.indexOf("  3.0  "), text);
    }

    @Test
    void theNoiseOfADrawIsTheSameAtEachLevel() {
        NoisyRankings rankings = new NoisyRankings(2, 3, 20, 10);
        NoisyRankings.Sample quiet = rankings.draw(1e-9, 4);
        NoisyRankings.Sample loud = rankings.draw(3, 4);
        assertArrayEquals(quiet.train().features().data, loud.train().features().data);
        assertArrayEquals(quiet.truth().parameters(), loud.truth().parameters());
        assertEquals(1, Accuracy.of(quiet.truth(), quiet.test()).exact());
        assertTrue(Accuracy.of(loud.truth(), loud.test()).exact() < 1);
    }

    private String run(String methods, String levels, String... more) {
        StringWriter out = new StringWriter();
        CommandLine command =
                ExperimentCommand.alone(new RankingNoiseExperiment()).setOut(new PrintWriter(out));
        List<String> arguments = new ArrayList<>(List.of("--out", temporary.toString(), "--levels", levels));
        arguments.addAll(List.of("--labels", "3", "--features", "3", "--train", "20", "--test", "200"));
        arguments.addAll(List.of(
                "--repeats",
                "2",
                "--inner-folds",
                "2",
                "--inner-repeats",
                "1",
                "--maps",
                "linear",
                "--methods",
                methods));
        arguments.addAll(List.of(more));
        assertEquals(0, command.execute(arguments.toArray(String[]::new)));
        return out.toString();
    }
}
