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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class RunTest {
    @TempDir
    Path temporary = Path.of("");

    /** A run as a command line of these arguments starts it. */
    private static Run demo(String... arguments) {
        CommandSpec demo = CommandSpec.create().name("demo");
        RunArguments given = RunOptions.seed(5).threads(1, "none").resumable().addTo(demo);
        demo.addOption(
                OptionSpec.builder("--epochs").type(int.class).defaultValue("5").build());
        new CommandLine(demo).parseArgs(arguments);
        return new Run(demo, given, false, Progress::start);
    }

    private static RunFolder open(String dataSum, String... arguments) {
        try (Run run = demo(arguments)) {
            run.data(Map.of("data.bin", dataSum));
            return run.folder();
        }
    }

    private String out() {
        return "--out=" + temporary;
    }

    @Test
    void aRunIsResumedWithItsOptionsOnly() throws IOException {
        open("sum", out());
        String manifest = Files.readString(temporary.resolve("manifest.json"));
        open("sum", out(), "--resume");
        assertEquals(manifest, Files.readString(temporary.resolve("manifest.json")));

        var options = assertThrows(InvalidArgumentException.class, () -> open("sum", out(), "--resume", "--epochs=6"));
        String message = String.valueOf(options.getMessage());
        assertTrue(message.contains("it has --epochs 5, not 6. Maybe repeat its command"), message);
        var data = assertThrows(InvalidArgumentException.class, () -> open("other", out(), "--resume"));
        assertTrue(String.valueOf(data.getMessage()).contains("data data.bin sum, not other"), data.getMessage());
    }

    @Test
    void aFolderTakesOneRunAtATime() throws IOException {
        try (Run first = demo(out())) {
            first.folder();
            String manifest = Files.readString(temporary.resolve("manifest.json"));
            for (String[] second : new String[][] {{out(), "--epochs=6"}, {out(), "--resume"}}) {
                try (Run refused = demo(second)) {
                    var refusal = assertThrows(InvalidArgumentException.class, refused::folder);
                    assertEquals(
                            "another run is at work in the folder " + temporary
                                    + ". Maybe wait for its end, or choose another --out.",
                            refusal.getMessage());
                }
            }
            assertEquals(manifest, Files.readString(temporary.resolve("manifest.json")));
        }
        open("sum", out(), "--epochs=6");
    }

    @Test
    void withoutARunThereIsNothingToResume() {
        var refusal = assertThrows(DataException.class, () -> open("sum", out(), "--resume"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("not a run folder"), refusal.getMessage());
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
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoch", "epoch,lo", "epoch,tau", "epoch,loss,tau", "epoch,los\u00df"})
    void otherColumnsAreRefusedEvenThoseThatTheHeaderStartsWith(String columns) {
        RunFolder folder = RunFolder.create(temporary);
        try (Metrics metrics = folder.metrics("epoch", "loss")) {
            metrics.row(1, 0.5);
        }
        String[] other = columns.split(",");
        assertThrows(DataException.class, () -> folder.metricsFrom(1, other));
    }

    @Test
    void seedAndThreadsAreThoseOfTheOptions() {
        Run given = demo(out(), "--seed=7", "--threads=2");
        assertEquals(7, given.seed());
        assertEquals(2, given.threads());
        Run defaults = demo(out());
        assertEquals(5, defaults.seed());
        assertEquals(1, defaults.threads());
        assertThrows(InvalidArgumentException.class, () -> demo(out(), "--threads=0"));
    }

    @Test
    void nothingIsWrittenBeforeTheFolderIsAskedFor() throws IOException {
        Run run = demo("--out=" + temporary.resolve("new"));
        assertTrue(Files.notExists(temporary.resolve("new")) && !run.isOpen());
        assertTrue(Files.exists(run.folder().path().resolve("manifest.json")) && run.isOpen());
        assertThrows(IllegalStateException.class, () -> run.data(Map.of()));
    }
}
