package io.dither.experiments.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.chart.Chart;
import io.dither.storage.Checksums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path temporary = Path.of("");

    @Test
    void aFileInTheWayIsRefusedByName() throws IOException {
        Path file = Files.writeString(temporary.resolve("taken"), "mine");
        for (Path out : List.of(file, file.resolve("below"))) {
            var refusal = assertThrows(InvalidArgumentException.class, () -> RunFolder.create(out));
            assertTrue(refusal.toString().contains(file + " is a file. Maybe "), refusal.toString());
        }
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void anExistingFolderKeepsTheFilesOfOthers() throws IOException {
        Files.writeString(temporary.resolve("notes.txt"), "mine");
        Files.writeString(temporary.resolve("metrics.csv"), "old,columns\n1,2\n");
        try (Metrics metrics = RunFolder.create(temporary).metrics("epoch", "loss")) {
            metrics.row(0, 0.5);
        }
        assertEquals("mine", Files.readString(temporary.resolve("notes.txt")));
        assertEquals("epoch,loss\n0,0.5\n", Files.readString(temporary.resolve("metrics.csv")));
    }

    @Test
    void aNewRunDeletesTheResultsOfThePreviousRun() throws IOException {
        for (String name : List.of("result.json", "table.txt", "report.html", "notes.txt")) {
            Files.writeString(temporary.resolve(name), "old");
        }
        RunFolder.create(temporary).writeManifest(Manifest.of("demo", List.of(), Map.of(), 0, Map.of()));
        assertTrue(Files.exists(temporary.resolve("notes.txt")));
        for (String name : List.of("result.json", "table.txt", "report.html")) {
            assertTrue(Files.notExists(temporary.resolve(name)), name);
        }
    }

    @Test
    void aFolderThatIsCreatedWithItsParentsKeepsItsRelativePath() {
        Path out = Path.of("")
                .toAbsolutePath()
                .relativize(temporary)
                .resolve("new")
                .resolve("below");
        try (RunFolder folder = RunFolder.create(out)) {
            assertEquals(out, folder.path());
        }
    }

    @Test
    void aFailureNamesTheMessageOfItsCauseIfThereIsOne() {
        RunRecord record = RunRecord.now(RunRecord.Status.FINISHED, Instant.now(), 0);
        String name = "java.lang.RuntimeException: late";
        assertEquals(
                name,
                record.failed(new RuntimeException("late", new InterruptedException()))
                        .failure());
        assertEquals(
                name + ": disk",
                record.failed(new RuntimeException("late", new IOException("disk")))
                        .failure());
    }

    @Test
    void metricsAreOnDiskAfterEachRowAndTheSameInAnyLocale() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try (Metrics metrics = RunFolder.create(temporary).metrics("epoch", "set", "loss")) {
            metrics.row(1, "a,b", 1234.5678901234567);
            metrics.row(2, "c", Double.NaN);
            assertEquals(
                    "epoch,set,loss\n1,\"a,b\",1234.5678901234567\n2,c,NaN\n",
                    Files.readString(temporary.resolve("metrics.csv")));
            assertThrows(InvalidArgumentException.class, () -> metrics.row(3));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theManifestSaysWhatWasRunOnWhat() throws IOException {
        Path data = Files.write(temporary.resolve("abc.txt"), "abc".getBytes(UTF_8));
        Manifest manifest = Manifest.of(
                "demo", List.of("run", "demo"), Map.of("epsilon", 0.5), 7, Map.of("abc.txt", Checksums.sha256(data)));
        RunFolder.create(temporary).writeManifest(manifest);

        JsonNode json =
                new ObjectMapper().readTree(temporary.resolve("manifest.json").toFile());
        assertEquals("demo", json.get("experiment").asText());
        assertEquals(0.5, json.get("configuration").get("epsilon").asDouble());
        assertEquals(7, json.get("seed").asLong());
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                json.get("data").get("abc.txt").asText());
        assertTrue(json.get("libraries").has("ejml-ddense"), json.toString());
        assertTrue(json.get("libraries").has("dither"), json.toString());
        assertTrue(json.get("jdk").asText().startsWith(System.getProperty("java.version")), json.toString());
    }

    @Test
    void aMissingDataFileIsNamed() {
        Path missing = temporary.resolve("missing.txt");
        var failure = assertThrows(DataException.class, () -> Checksums.sha256(missing));
        assertTrue(failure.toString().contains(": " + missing + ": "), failure.toString());
    }

    @Test
    void versionsAreReadOffJarNames() {
        String separator = java.io.File.pathSeparator;
        assertEquals(
                Map.of(
                        "ejml-ddense",
                        "0.46.1",
                        "dither-api",
                        "0.1.0-SNAPSHOT",
                        "ortools-linux-x86-64",
                        "9.15.6755",
                        "listenablefuture",
                        "9999.0-empty-to-avoid-conflict-with-guava",
                        "guice",
                        "7.0.0",
                        "checker",
                        "3"),
                Libraries.of(String.join(
                        separator,
                        "/x/ejml-ddense-0.46.1.jar",
                        "/y/ortools-linux-x86-64-9.15.6755.jar",
                        "listenablefuture-9999.0-empty-to-avoid-conflict-with-guava.jar",
                        "/m/guice/7.0.0/guice-7.0.0-classes.jar",
                        "checker-3.jar",
                        "/y/target/classes",
                        "dither-api-0.1.0-SNAPSHOT.jar",
                        "")));
    }

    @Test
    void plotsAreWrittenAsSvgAndReadBack() throws IOException {
        double[] epochs = {1, 2, 3, 4, 5};
        Chart chart = Chart.lines("Loss over epochs", "epoch", "loss")
                .line("training", epochs, new double[] {3, 2, 1.5, 1.2, Double.NaN})
                .line("test", epochs, new double[] {3.2, 2.4, 2, 1.9, 1.95}, new double[] {.2, .1, .1, .1, .15})
                .logY();
        RunFolder.create(temporary).writePlot("loss", chart);

        String svg = Files.readString(temporary.resolve("loss.svg"));
        assertTrue(svg.contains("xmlns=\"http://www.w3.org/2000/svg\"") && svg.contains(">Loss over epochs<"), svg);
        assertFalse(svg.contains("NaN"), svg);
        var stored = StoredJson.read(temporary.resolve("figures.json")).orElseThrow();
        Chart again = Chart.read(stored.get("loss")).orElseThrow();
        assertEquals(svg, again.svg());
    }
}
