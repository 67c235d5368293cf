package io.dither.experiments.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.launch.ExperimentCommand;
import io.dither.experiments.run.Experiment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisionExperimentsTest {
    @TempDir
    Path temporary = Path.of("");

    @Test
    void bothLossesLearnClassesAndTheFiguresAreDrawn() throws IOException {
        Path out = temporary.resolve("out");
        JsonNode result = run(
                new ClassificationExperiment(),
                out,
                "--epochs=6",
                "--sweep-train=20",
                "--sweep-epochs=1",
                "--sweep-epsilons=0.5,2",
                "--sweep-samples=3");
        for (String loss : List.of("fenchelYoung", "crossEntropy")) {
            // ten classes: chance is 0.1
            assertTrue(result.get("testAccuracy").get(loss).asDouble() > 0.6, result.toString());
        }
        assertEquals(2, result.get("epsilonSweep").size());
        assertEquals(1, result.get("samplesSweep").size());
        assertTrue(Files.exists(out.resolve("epsilon.svg")) && Files.exists(out.resolve("samples.svg")));
        assertEquals(
                1 + 2 * 6 + 4, Files.readAllLines(out.resolve("metrics.csv")).size());
    }

    @Test
    void bothLossesLearnToSort() throws IOException {
        Path out = temporary.resolve("out");
        JsonNode losses = run(new SortingExperiment(), out, "--epochs=4").get("losses");
        assertEquals(2, losses.size());
        for (JsonNode loss : losses) {
            // of 24 orders
            assertTrue(loss.get("exactOrder").asDouble() > 0.5, losses.toString());
            assertTrue(loss.get("rank1").asDouble() >= loss.get("exactOrder").asDouble(), losses.toString());
        }
    }

    @Test
    void ranksAreThoseOfTheOracle() {
        assertArrayEquals(new float[] {2, 0, 3, 1}, Quadruples.ranks(new float[] {9, 5, -1, 7, 2}, 1));
        assertArrayEquals(new float[] {0, 1, 2, 3}, Quadruples.ranks(new float[4], 0));
    }

    @Test
    void fewerClassesThanAreDrawnAreRefused() {
        byte[] labels = {0, 1, 2, 2, 1, 0, 0, 1};
        Images images = new Images(1, 1, 1, new byte[labels.length], labels);
        var refusal = assertThrows(DataException.class, () -> Quadruples.draw(images, 10, 1));
        assertTrue(String.valueOf(refusal.getMessage()).contains("there are 3 classes"), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "--epsilon, 0, epsilon = 0.0",
        "--samples, 0, samples = 0",
        "--epochs, 0, epochs = 0",
        "--train, 0, train = 0",
        "--threads, 0, threads = 0"
    })
    void refusesBadOptions(String option, String value, String start) {
        for (Experiment experiment : List.of(new ClassificationExperiment(), new SortingExperiment())) {
            var refusal = assertThrows(
                    InvalidArgumentException.class,
                    () -> run(experiment, temporary.resolve("out"), option + "=" + value));
            assertTrue(String.valueOf(refusal.getMessage()).startsWith(start), refusal.getMessage());
        }
    }

    private JsonNode run(Experiment experiment, Path out, String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("--out", out.toString(), "--json", "--train=240", "--test=60"));
        arguments.addAll(List.of("--batch=16", "--learning-rate=0.01"));
        arguments.addAll(List.of(
                "--data", ImageFolder.write(temporary.resolve("data"), 240, 60).toString()));
        arguments.addAll(List.of(more));
        StringWriter text = new StringWriter();
        List<Exception> thrown = new ArrayList<>();
        ExperimentCommand.alone(experiment)
                .setOut(new PrintWriter(text))
                .setOverwrittenOptionsAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    thrown.add(failure);
                    return 1;
                })
                .execute(arguments.toArray(String[]::new));
        if (!thrown.isEmpty() && thrown.get(0) instanceof InvalidArgumentException refusal) {
            throw refusal;
        }
        assertTrue(thrown.isEmpty(), thrown.toString());
        return new ObjectMapper().readTree(text.toString());
    }
}
