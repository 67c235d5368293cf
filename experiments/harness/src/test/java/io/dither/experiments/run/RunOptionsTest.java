package io.dither.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class RunOptionsTest {
    @TempDir
    Path temporary = Path.of("");

    @Command(name = "demo")
    private static final class Demo {
        @Mixin
        private RunOptions run = new RunOptions();

        @Option(names = "--epochs")
        private int epochs = 5;

        RunFolder open(String dataSum) {
            return run.open(epochs, Map.of("data.bin", dataSum));
        }
    }

    private Demo demo(String... arguments) {
        Demo demo = new Demo();
        CommandLine command = new CommandLine(demo);
        command.parseArgs("--out", temporary.toString());
        command.parseArgs(arguments);
        return demo;
    }

    private String out() {
        return "--out=" + temporary;
    }

    @Test
    void aRunIsResumedWithItsOptionsOnly() throws IOException {
        demo(out()).open("sum");
        String manifest = Files.readString(temporary.resolve("manifest.json"));
        demo(out(), "--resume").open("sum");
        assertEquals(manifest, Files.readString(temporary.resolve("manifest.json")));

        var options = assertThrows(
                InvalidArgumentException.class,
                () -> demo(out(), "--resume", "--epochs=6").open("sum"));
        String message = String.valueOf(options.getMessage());
        assertTrue(message.contains("it has --epochs 5, not 6. Maybe repeat its command"), message);
        var data = assertThrows(
                InvalidArgumentException.class, () -> demo(out(), "--resume").open("other"));
        assertTrue(String.valueOf(data.getMessage()).contains("data data.bin sum, not other"), data.getMessage());
    }

    @Test
    void withoutARunThereIsNothingToResume() {
        var refusal =
                assertThrows(DataException.class, () -> demo(out(), "--resume").open("sum"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("no run folder"), refusal.getMessage());
    }

    @Test
    void metricsGoOnBehindTheRowsThatTheCheckpointKnows() throws IOException {
        RunFolder folder = RunFolder.create(temporary);
        try (Metrics metrics = folder.metrics("epoch", "loss")) {
            metrics.row(1, 0.5);
            metrics.row(2, 0.25);
            metrics.row(3, 0.125);
        }
        // as a process leaves it that is killed while it writes
        Files.writeString(temporary.resolve("metrics.csv"), "4,0.06", StandardOpenOption.APPEND);
        try (Metrics metrics = folder.metricsFrom(2, "epoch", "loss")) {
            assertEquals(2, metrics.rows());
            metrics.row(3, 0.1);
        }
        assertEquals("epoch,loss\n1,0.5\n2,0.25\n3,0.1\n", Files.readString(temporary.resolve("metrics.csv")));
        assertEquals(3, Files.readAllLines(temporary.resolve("metrics.jsonl")).size());

        var missing = assertThrows(DataException.class, () -> folder.metricsFrom(9, "epoch", "loss"));
        assertTrue(String.valueOf(missing.getMessage()).contains("the 10 lines"), missing.getMessage());
        assertThrows(DataException.class, () -> folder.metricsFrom(1, "epoch", "tau"));
    }
}
