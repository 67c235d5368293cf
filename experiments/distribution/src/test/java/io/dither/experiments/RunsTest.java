package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.experiments.run.RunFolder;
import io.dither.experiments.run.StopRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is around an experiment: its page, running it again, stopping it. */
class RunsTest {
    @TempDir
    Path temporary = Path.of("");

    @AfterEach
    void nobodyWantsToStop() {
        StopRequest.clear();
    }

    @Test
    void aRunLeavesItsPageAndItsRecord() throws IOException {
        Path folder = run("--samples", "3");
        assertTrue(Files.readString(folder.resolve("report.html")).contains("shortest-path"));
        JsonNode record = json(folder, "run.json");
        assertEquals("FINISHED", record.get("status").asText());
        assertTrue(record.get("seconds").asDouble() > 0, record.toString());
        List<String> csv = Files.readAllLines(folder.resolve("metrics.csv"));
        List<String> lines = Files.readAllLines(folder.resolve("metrics.jsonl"));
        assertEquals(csv.size() - 1, lines.size());
        String regret =
                new ObjectMapper().readTree(lines.get(1)).get("testRegret").asText();
        assertTrue(csv.get(2).endsWith("," + regret), csv.get(2));
    }

    @Test
    void runningAgainGivesTheSameBits() throws IOException {
        Path folder = run("--samples", "3", "--loss", "fenchel-young", "--seed", "5");
        Outcome same = Outcome.of("rerun", folder.toString());
        assertEquals(0, same.code(), same.toString());
        assertTrue(same.out().startsWith("same: all 9 figures"), same.out());

        Path again = temporary.resolve("again");
        Path result = folder.resolve("result.json");
        String changed = Files.readString(result).replaceFirst("0\\.", "0.9");
        for (String text : List.of(changed, changed.replace("\"sha256\"", "\"sha257\""))) {
            Files.writeString(result, text);
            Outcome refused = Outcome.of("rerun", folder.toString());
            assertEquals(3, refused.code(), refused.toString());
            assertTrue(refused.err().contains("has changed since it was written. Maybe run again"), refused.err());
        }
        Files.writeString(result, changed.replaceFirst(",\\s*\"sha256\" : \"[0-9a-f]{64}\"", ""));
        Outcome other = Outcome.of("rerun", folder.toString(), "--out", again.toString());
        assertEquals(1, other.code(), other.toString());
        assertTrue(other.out().contains("different: ") && other.out().contains("regret.fenchelYoung"), other.out());
        assertEquals(
                json(folder, "manifest.json").get("configuration").get("samples"),
                json(again, "manifest.json").get("configuration").get("samples"));
        assertEquals(Files.readString(folder.resolve("metrics.csv")), Files.readString(again.resolve("metrics.csv")));
    }

    @Test
    void aStoppedRunIsWholeAndSaysHowToGoOn() throws IOException {
        StopRequest.make();
        Path folder = temporary.resolve("stopped");
        Outcome outcome = Outcome.of(arguments(folder));
        assertEquals(130, outcome.code(), outcome.toString());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertTrue(outcome.err().contains("stopped by Ctrl-C; " + folder), outcome.err());
        assertEquals("STOPPED", json(folder, "run.json").get("status").asText());
        assertEquals(2, Files.readAllLines(folder.resolve("metrics.csv")).size());
        assertFalse(Files.exists(folder.resolve("result.json")));
        assertTrue(Files.readString(folder.resolve("report.html")).contains("stopped by Ctrl-C"));
    }

    @Test
    void aNewRunTakesAwayTheResultOfTheOneBefore() throws IOException {
        Path folder = run();
        StopRequest.make();
        assertEquals(130, Outcome.of(arguments(folder)).code());
        assertFalse(Files.exists(folder.resolve("result.json")));
        StopRequest.clear();
        Outcome outcome = Outcome.of("rerun", folder.toString());
        assertEquals(3, outcome.code(), outcome.toString());
        assertTrue(outcome.err().contains("has no result.json"), outcome.err());
    }

    @Test
    void aStopRequestedInAnotherThreadOfARunIsHeard() {
        StopRequest.make();
        Outcome outcome = Outcome.of(
                "run",
                "unsupervised",
                "--data-sets",
                "4",
                "--largest",
                "200",
                "--models",
                "argmax",
                "--out",
                temporary.toString());
        assertEquals(130, outcome.code(), outcome.toString());
    }

    /** The signal is caught where an experiment runs, not where an argument has the name of the command that runs them. */
    @ParameterizedTest
    @CsvSource({
        "report run, 0",
        "rerun run, 0",
        "oracles run, 0",
        "run --help, 0",
        "run unsupervised --help, 0",
        "run, 0",
        "learn --data none.csv --oracle argmax:n=2, 0",
        "run shortest-path --grid 3x3 --train 40 --test 10 --epochs 2 --out, 1"
    })
    void ctrlCIsCaughtWhileAnExperimentRuns(String command, int times) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        if (times > 0) {
            arguments.add(temporary.toString());
        }
        List<String> caught = new ArrayList<>();
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        Dither.run(arguments, nowhere, nowhere, () -> caught.add(command));
        assertEquals(times, caught.size());
    }

    @Test
    void whatIsNoRunFolderIsNamed() {
        for (String command : List.of("rerun", "report")) {
            Outcome outcome = Outcome.of(command, temporary.toString());
            assertEquals(3, outcome.code(), outcome.toString());
            assertTrue(outcome.err().contains(temporary + ": is not a run folder"), outcome.err());
        }
        Outcome one = Outcome.of("report", temporary.toString(), "--out", "x.html");
        assertEquals(2, one.code(), one.toString());
    }

    @Test
    void aFolderInWhichAnotherIsAtWorkIsRefused() {
        try (RunFolder another = RunFolder.create(temporary)) {
            Outcome outcome = Outcome.of("run", "unsupervised", "--out", temporary.toString());
            assertEquals(2, outcome.code(), outcome.toString());
            assertEquals(
                    "dither: another run is at work in the folder " + another.path()
                            + ". Maybe wait for its end, or choose another --out.\n",
                    outcome.err());
        }
    }

    @Test
    void aFolderThatIsNoPathIsRefused() {
        for (String place : List.of("no\uD800path", "no\u0000path")) {
            Outcome outcome = Outcome.of("run", "shortest-path", "--out=" + place);
            assertEquals(2, outcome.code(), outcome.toString());
            assertTrue(
                    outcome.err().contains(place.contains("\u0000") ? "' is not a path. Maybe" : "Maybe set LC_ALL"),
                    outcome.err());
            assertEquals(1, outcome.err().lines().count(), outcome.err());
        }
    }

    @Test
    void theNearestNameOfAnExperimentIsSuggested() {
        Outcome outcome = Outcome.of("run", "shortest-paht");
        assertEquals(2, outcome.code(), outcome.toString());
        assertTrue(outcome.err().contains("Maybe 'shortest-path'"), outcome.err());
    }

    private Path run(String... more) {
        Path folder = temporary.resolve("run");
        Outcome outcome = Outcome.of(arguments(folder, more));
        assertEquals(0, outcome.code(), outcome.toString());
        return folder;
    }

    private static String[] arguments(Path folder, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", "shortest-path", "--out", folder.toString()));
        arguments.addAll(List.of("--grid", "3x3", "--train", "40", "--test", "10", "--epochs", "2"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static JsonNode json(Path folder, String name) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(name).toFile());
    }
}
