package io.dither.experiments.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.launch.ExperimentCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in processes of their own, one of which is killed in the middle of an epoch. */
class KilledRunTest {
    private static final int EPOCHS = 4;

    @TempDir
    Path temporary = Path.of("");

    @Test
    @Tag("long")
    void aKilledRunThatIsResumedEndsWithTheBitsOfAWholeOne() throws Exception {
        Path data = ImageFolder.write(temporary.resolve("data"), 2000, 40);
        Path whole = temporary.resolve("whole");
        assertEquals(0, start(data, whole).waitFor());

        Path killed = temporary.resolve("killed");
        Process process = start(data, killed);
        awaitRows(process, killed.resolve("metrics.csv"), 2);
        // an epoch is under way: the next row comes after it
        process.destroyForcibly();
        process.waitFor(1, TimeUnit.MINUTES);
        assertFalse(Files.exists(killed.resolve("result.json")), "the run ended before it was killed");
        long before = Files.readAllLines(killed.resolve("metrics.csv")).size();
        assertTrue(before - 1 < 2 * EPOCHS, before + " lines");

        assertEquals(0, start(data, killed, "--resume").waitFor());
        for (String file : List.of("result.json", "metrics.csv", "metrics.jsonl")) {
            assertEquals(Files.readString(whole.resolve(file)), Files.readString(killed.resolve(file)), file);
        }
        for (String arm : List.of("fenchel-young.ckpt", "squared.ckpt")) {
            // the weights and the memory of the optimiser
            assertArrayEquals(
                    Files.readAllBytes(whole.resolve("checkpoints").resolve(arm)),
                    Files.readAllBytes(killed.resolve("checkpoints").resolve(arm)),
                    arm);
        }
    }

    private static void awaitRows(Process process, Path file, int rows) throws Exception {
        while (!Files.exists(file) || Files.readAllLines(file).size() < 1 + rows) {
            assertFalse(process.waitFor(5, TimeUnit.MILLISECONDS), "the run ended before it was killed");
        }
    }

    private static Process start(Path data, Path out, String... more) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-Djava.awt.headless=true"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Sorting.class.getName()));
        command.addAll(List.of("--data", data.toString(), "--out", out.toString()));
        command.addAll(List.of("--train=1500", "--test=50", "--batch=16", "--epochs=" + EPOCHS));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static final class Sorting {
        private Sorting() {}

        public static void main(String[] args) {
            System.exit(ExperimentCommand.alone(new SortingExperiment()).execute(args));
        }
    }
}
