package io.dither.experiments.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.run.StoredJson;
import io.dither.storage.faults.FaultyDisk;
import io.dither.storage.faults.KilledProgram;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A run with checkpoints that ends at any moment, on a disk that is full, or whose folder is taken away. */
class CrashTest {
    private static final int FAILED = 1;
    private static final List<String> FILES = List.of("metrics.csv", "metrics.jsonl", "result.json", "table.txt");

    @TempDir
    Path folder = Path.of("");

    private final AtomicReference<Throwable> thrown = new AtomicReference<>(new IOException("nothing"));

    private int run(FaultyDisk disk, Path out, String... more) {
        CommandLine command = ExperimentCommand.alone(new Walk(step -> {}))
                .setOut(new PrintWriter(Writer.nullWriter()))
                .registerConverter(Path.class, text -> disk.path(Path.of(text)));
        command.setExecutionExceptionHandler((failure, failed, parsed) -> {
            thrown.set(failure);
            return FAILED;
        });
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.add("--out=" + out);
        return command.execute(arguments.toArray(String[]::new));
    }

    private void goOn(Path out) {
        boolean started = Files.exists(out.resolve("manifest.json"));
        assertEquals(0, run(new FaultyDisk(), out, started ? new String[] {"--resume"} : new String[0]), out::toString);
    }

    private Path whole() {
        Path whole = folder.resolve("whole");
        assertEquals(0, run(new FaultyDisk(), whole));
        return whole;
    }

    private static void assertSame(Path whole, Path other) throws IOException {
        for (String file : FILES) {
            assertEquals(Files.readString(whole.resolve(file)), Files.readString(other.resolve(file)), other + file);
        }
        assertEquals("FINISHED", status(other));
        assertTrue(Files.exists(other.resolve("report.html")));
        try (Stream<Path> files = Files.walk(other)) {
            assertTrue(files.noneMatch(file -> file.toString().contains(".part-")), "a part is left in " + other);
        }
    }

    private static String status(Path out) {
        return StoredJson.read(out.resolve("run.json"))
                .orElseThrow()
                .get("status")
                .asText();
    }

    @Test
    @Tag("long")
    void aCrashAtAnyOperationGoesOnToTheSameBits() throws IOException {
        crashAt(1);
    }

    @Test
    void aCrashAtEveryThirdOperationGoesOnToTheSameBits() throws IOException {
        crashAt(3);
    }

    private void crashAt(int oneIn) throws IOException {
        Path whole = whole();
        boolean ended = false;
        for (int operation = 1; !ended; operation += oneIn) {
            Path out = folder.resolve("crash-" + operation);
            FaultyDisk disk = new FaultyDisk().crashAt(operation);
            try {
                assertEquals(0, run(disk, out));
                ended = true;
                assertTrue(operation > 40, operation + " operations");
            } catch (FaultyDisk.Crash crash) {
                if (operation % 2 == 0) {
                    disk.losePower();
                }
                goOn(out);
            }
            assertSame(whole, out);
        }
    }

    @Test
    void aFullDiskIsToldOfAndKeepsTheLastCheckpoint() throws IOException {
        Path whole = whole();
        int code = FAILED;
        for (int operation = 1; code != 0; operation += 7) {
            Path out = folder.resolve("full-" + operation);
            code = run(new FaultyDisk().fullFrom(operation), out);
            if (code != 0) {
                assertTrue(String.valueOf(thrown.get()).contains("cannot write " + out), thrown.toString());
                String why = Objects.requireNonNull(thrown.get().getCause()).getMessage();
                assertTrue(why.startsWith("No space left on device. Maybe the disk is full"), why);
            }
            goOn(out);
            assertSame(whole, out);
        }
    }

    /** Ten runs, each of which is killed five times, at random steps and in the middle of them. */
    @Test
    @Tag("long")
    void fiftyKillsGoOnToTheSameBits() throws Exception {
        Path whole = folder.resolve("killed-none");
        int steps = program(whole).run();
        Random random = new Random(16);
        int kills = 0;
        for (int run = 0; run < 10; run++) {
            Path out = folder.resolve("killed-" + run);
            for (int kill = 0; kill < 5; kill++) {
                kills += program(out).killedAfter(random.nextInt(steps / 4), random.nextInt(20)) ? 1 : 0;
            }
            program(out).run();
            assertSame(whole, out);
        }
        assertTrue(kills >= 40, kills + " kills");
    }

    private static KilledProgram program(Path out) {
        return new KilledProgram(Program.class, List.of(out.toString()));
    }

    /** Walks far, going on where there is something to go on from. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            Path out = Path.of(args[0]);
            List<String> arguments = new ArrayList<>(List.of("--steps=200", "--out=" + out));
            if (Files.exists(out.resolve("manifest.json"))) {
                arguments.add("--resume");
            }
            CommandLine command =
                    ExperimentCommand.alone(new Walk(System.out::println)).setOut(new PrintWriter(Writer.nullWriter()));
            System.exit(command.execute(arguments.toArray(String[]::new)));
        }
    }

    @Test
    void aFolderThatIsDeletedInTheMiddleIsNotMadeAgain() {
        Path out = folder.resolve("deleted");
        assertEquals(FAILED, run(new FaultyDisk(), out, "--then=delete"));
        assertFalse(Files.exists(out));
        assertTrue(String.valueOf(thrown.get()).contains("cannot write " + out), thrown.toString());
    }

    @Test
    void aFolderThatIsEmptiedOrReplacedIsMissedAtTheEnd() {
        for (String then : List.of("empty", "replace")) {
            Path out = folder.resolve(then);
            assertEquals(FAILED, run(new FaultyDisk(), out, "--then=" + then));
            String why = Objects.requireNonNull(thrown.get().getCause()).getMessage();
            assertTrue(why.contains("was deleted or replaced while the run was at work. Maybe run it again"), why);
        }
        assertEquals("FAILED", status(folder.resolve("empty")));
        assertFalse(Files.exists(folder.resolve("replace/result.json")), "that folder belongs to another");
    }
}
