package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is no file is not waited for. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RegularFilesTest {
    private static final String PIPE = "this is a pipe or a device, not a file. Maybe save its output to a file";

    @TempDir
    private Path folder;

    /** Makes a pipe that nobody writes to. */
    private Path pipe(String name) throws IOException {
        Path pipe = folder.resolve(name);
        Files.createDirectories(pipe.getParent());
        try {
            assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "a system with pipes");
        } catch (IOException | InterruptedException none) {
            assumeTrue(false, "a system with pipes");
        }
        return pipe;
    }

    @Test
    void filesOfOracles() throws IOException {
        Path pipe = pipe("roads");
        for (String oracle : new String[] {
            "jgrapht-shortest-path:file=%s,format=csv,source=0,target=1", "ortools-lp:file=%s", "ortools-cp-sat:file=%s"
        }) {
            Outcome outcome = Outcome.of("check", oracle.replace("%s", pipe.toString()));
            assertEquals(3, outcome.code(), outcome.err());
            assertEquals("dither: " + pipe + ": " + PIPE + "\n", outcome.err());
        }
        Outcome outcome = Outcome.of("perturb", "--oracle=ranking:n=3", "--theta=@" + pipe);
        assertEquals("dither: " + pipe + ": " + PIPE + "\n", outcome.err());
    }

    @Test
    void jarsOfPlugins() throws IOException {
        Path pipe = pipe("plugins/a.jar");
        pipe("plugins/more/b.jar");
        Outcome outcome = Outcome.of("oracles", "ranking", "--plugins=" + pipe.getParent());
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals(
                2, outcome.err().lines().filter(line -> line.endsWith(PIPE)).count(), outcome.err());
    }

    @Test
    void modelsAndTheirFiles() throws IOException {
        Path pipe = pipe("piped/model.json");
        Path data = Files.writeString(folder.resolve("data.csv"), "x,decision\n1,0\n2,1\n");
        Outcome outcome = Outcome.of("predict", pipe.getParent().toString(), "--data=" + data);
        assertEquals("dither: " + pipe + ": " + PIPE + "\n", outcome.err());

        Path roads = Files.writeString(folder.resolve("roads.csv"), "a,b\na,b\n");
        Path trips = Files.writeString(folder.resolve("trips.csv"), "example,length,decision\na,1,0\nb,2,1\n");
        Path model = folder.resolve("model");
        Outcome learnt = Outcome.of(
                "learn",
                "--data=" + trips,
                "--oracle=jgrapht-shortest-path:file=" + roads + ",format=csv,source=a,target=b",
                "--holdout=0",
                "--iterations=1",
                "--out=" + model);
        assertEquals(0, learnt.code(), learnt.err());
        Path copy;
        try (var files = Files.list(model.resolve("files"))) {
            copy = files.findFirst().orElseThrow();
        }
        Files.delete(copy);
        Files.createSymbolicLink(copy, Path.of("/dev/zero"));
        Outcome linked = Outcome.of("predict", model.toString(), "--data=" + trips);
        assertEquals(3, linked.code());
        assertTrue(linked.err().endsWith(copy.getFileName() + ": " + PIPE + "\n"), linked.err());
    }
}
