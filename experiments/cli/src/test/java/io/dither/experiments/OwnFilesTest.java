package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.dither.data.Histories;
import io.dither.data.History;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.Sense;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands write what they are told to, where they are told to, and over nothing of others. */
class OwnFilesTest {
    @TempDir
    private Path folder;

    private List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void anExampleIsWrittenOverNothing() throws IOException {
        for (String name : List.of("roads.csv", "corners.csv", "trips.csv", "new.csv", "study.toml")) {
            Path town = Files.createDirectory(folder.resolve("of-" + name));
            Path mine = Files.writeString(town.resolve(name), "mine");
            Outcome outcome = Outcome.of("learn", "--write-example", town.toString());
            assertEquals(2, outcome.code());
            assertEquals(
                    "dither: " + mine + " already exists. Maybe choose another folder, or move it away.\n",
                    outcome.err());
            assertEquals("mine", Files.readString(mine));
            assertEquals(List.of(name), names(town));
        }
    }

    @Test
    void whatIsPrintedIsTheFileThatWouldBeWritten() throws IOException {
        Path data = Files.writeString(
                folder.resolve("ids.csv"),
                "example,coordinate,x,decision\n\"a,b\",\"k\"\"1\"\"\",1,1\n\"a,b\",\"k\n2\",2,0\n=1,0,3,0\n=1,1,1,1\n");
        Path model = folder.resolve("model");
        String[] learn = {
            "learn",
            "--data=" + data,
            "--layout=long",
            "--oracle=argmax:n={d}",
            "--holdout=0",
            "--iterations=1",
            "--out=" + model
        };
        assertEquals(0, Outcome.of(learn).code());
        Path written = folder.resolve("decisions.csv");
        List<String> predict = List.of("predict", model.toString(), "--data=" + data, "--probabilities", "--samples=2");
        String printed = Outcome.of(predict).out();
        List<String> more = new ArrayList<>(predict);
        more.add("--out=" + written);
        assertEquals(0, Outcome.of(more).code());
        assertEquals(Files.readString(written), printed);
        History read = Histories.standard().open(written.toString());
        List<String> ids = new ArrayList<>();
        read.forEach(row -> ids.add(row.text("example") + " " + row.text("coordinate")));
        assertEquals(List.of("a,b k\n2", "a,b k\"1\"", "=1 0", "=1 1"), ids);
    }

    /** Chooses the smaller of two costs, and once in the middle of a fit does something else. */
    private Outcome learn(Path out, Runnable meanwhile) throws IOException {
        Path data = Files.writeString(
                folder.resolve("h.csv"),
                "example,coordinate,x,decision\n1,0,1,1\n1,1,2,0\n2,0,3,0\n2,1,1,1\n3,0,1,0\n3,1,2,1\n");
        int[] solved = {0};
        LinearOracle oracle = LinearOracle.of(2, Sense.MINIMIZE, cost -> {
            if (++solved[0] == 10) {
                meanwhile.run();
            }
            return cost[0] < cost[1] ? new double[] {1, 0} : new double[] {0, 1};
        });
        List<String> arguments = List.of(
                "learn",
                "--data=" + data,
                "--layout=long",
                "--oracle=watched",
                "--holdout=0",
                "--threads=1",
                "--samples=2",
                "--iterations=2",
                "--out=" + out);
        Outcome outcome = Outcome.of(arguments, new AbstractModule() {
            @Override
            protected void configure() {
                Multibinder.newSetBinder(binder(), OracleProvider.class)
                        .addBinding()
                        .toInstance(OracleProvider.of("watched", "the smaller of two", p -> oracle));
            }
        });
        assertTrue(solved[0] > 10, outcome.toString());
        return outcome;
    }

    @Test
    void whatWasLearntIsPrintedIfItsPageCannotBeWritten() throws IOException {
        Path out = folder.resolve("model");
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "a system with a full device");
        Files.createSymbolicLink(Files.createDirectories(out).resolve("report.html"), full);
        Outcome outcome = learn(out, () -> {});
        assertEquals(5, outcome.code(), outcome.toString());
        assertTrue(
                outcome.err().startsWith("dither: cannot write " + out.resolve("report.html") + ": "), outcome.err());
        assertTrue(outcome.out().startsWith("weight      estimate"), outcome.out());
        assertTrue(outcome.out().endsWith("\nsaved in " + out + "\n"), outcome.out());
        assertTrue(Files.exists(out.resolve("model.json")));
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void aModelWhoseFolderIsDeletedOrReplacedIsLost() throws IOException {
        Path out = folder.resolve("model");
        Outcome deleted = learn(out, () -> delete(out));
        assertEquals(5, deleted.code(), deleted.toString());
        assertTrue(deleted.err().contains("was deleted or replaced while the run was at work"), deleted.err());
        assertFalse(Files.exists(out));
        Outcome replaced = learn(out, () -> {
            delete(out);
            out.toFile().mkdir();
        });
        assertEquals(5, replaced.code(), replaced.toString());
        assertEquals(List.of(), names(out), "that folder belongs to another");
    }
}
