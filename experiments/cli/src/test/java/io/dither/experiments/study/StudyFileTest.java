package io.dither.experiments.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.ExampleFiles;
import io.dither.experiments.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Study files of {@code dither learn}. */
class StudyFileTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void history() throws IOException {
        new ExampleFiles(folder).choices();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private Outcome learn(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "learn",
                "--data=" + at("choices.csv"),
                "--layout=long",
                "--example=day",
                "--coordinate=option",
                "--decision=chosen",
                "--features=price, minutes",
                "--oracle=argmax:n={d}",
                "--noise=gumbel",
                "--samples=2",
                "--iterations=5"));
        arguments.addAll(List.of(more));
        return Outcome.of(arguments.toArray(String[]::new));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void theStudyOfAModelGivesTheSameModel() throws IOException {
        Outcome first = learn("--out", at("first"));
        assertEquals(0, first.code(), first.err());
        Outcome again = Outcome.of("learn", at("first/study.toml"), "--out", at("again"));
        assertEquals(0, again.code(), again.err());
        for (String name : List.of("model.json", "study.toml")) {
            assertEquals(
                    Files.readString(folder.resolve("first").resolve(name)),
                    Files.readString(folder.resolve("again").resolve(name)));
        }
        String study = Files.readString(folder.resolve("first/study.toml"));
        for (String line : List.of(
                "[data]",
                "layout = \"long\"",
                "features = [\"price, minutes\"]",
                "[noise]",
                "samples = 2",
                "[errors]",
                "holdout = 0.2",
                "# by default: errors: robust",
                "seed = 0")) {
            assertTrue(study.contains(line + "\n"), line + " is missing: " + study);
        }
        assertFalse(study.contains("\nout ="), study);
    }

    @Test
    void aStudyKeepsCommentsAndOrderWhereOneLineChanges() throws IOException {
        String study = file("mine.toml", """
                # the offers of March
                [noise]
                noise = "gumbel" # a logit
                samples = 7

                [data]
                data = "%s"
                layout = "long"
                example = "day"
                coordinate = "option"
                decision = "chosen"
                features = [
                  "price",   # in euros
                  "minutes",
                ]

                [model]
                oracle = "argmax:n={d}"
                """.formatted(at("choices.csv")));
        Outcome learnt = Outcome.of(
                "learn", study, "--set", "samples=3", "--iterations", "4", "--set=time=", "--out", at("model"));
        assertEquals(0, learnt.code(), learnt.err());
        String kept = Files.readString(folder.resolve("model/study.toml"));
        String expected = Files.readString(Path.of(study)).replace("samples = 7", "samples = 3");
        assertTrue(kept.startsWith(expected.substring(0, expected.indexOf("\n\n[data]"))), kept);
        assertTrue(kept.contains("\"price\",   # in euros"), kept);
        assertTrue(kept.contains("iterations = 4"), kept);
        Outcome printed = Outcome.of("learn", study, "--samples=4", "--print-study");
        assertEquals(0, printed.code(), printed.err());
        assertTrue(printed.out().contains("noise = \"gumbel\" # a logit\nsamples = 4\n"), printed.out());
    }

    @Test
    void aWrongStudyIsRefusedByItsLine() throws IOException {
        Map<String, String> problems = Map.of(
                "[noise]\nsampels = 5\n", ":2: there is no option 'sampels'. Maybe 'samples'",
                "[noises]\nsamples = 5\n", ":1: there is no section 'noises'. Maybe 'noise'",
                "[noise]\nsamples = 5\nloss = \"logit\"\nsamples = 6\n", ":4: samples previously defined at line 2",
                "[noise]\nsamples = \n", ":2: this is not TOML: Unexpected end of line, expected a value",
                "[noise]\nsamples = 'many'\n", ":2: samples = 'many' is not a whole number. Maybe samples = 20",
                "[data]\n\nlayout = 'wild'\n", ":3: layout = 'wild' is none of long, wide, shared. Maybe long",
                "[data]\nsamples = 5\n", ":2: 'samples' belongs to [noise], not to [data]",
                "samples = 5\n", ":1: 'samples' is in no section. Maybe move it below [noise]",
                "[noise]\npooled = 1\n", ":2: pooled = '1' is neither true nor false. Maybe pooled = true",
                "[persons]\ncluster = 'who'\n", ":2: there is no option 'cluster'. Maybe 'person'");
        for (Map.Entry<String, String> problem : problems.entrySet()) {
            Outcome outcome = Outcome.of("learn", file("study.toml", problem.getKey()));
            assertEquals(3, outcome.code(), outcome.toString());
            assertEquals(1, outcome.err().lines().count(), outcome.err());
            assertTrue(outcome.err().contains(problem.getValue()), outcome.err());
        }
    }

    @Test
    void aWrongSetOrFileIsRefused() throws IOException {
        String study = file("study.toml", "[noise]\nsamples = 5\n");
        Map<List<String>, String> problems = Map.of(
                List.of(study, "--set", "sampels=6"), "--set: there is no option 'sampels'. Maybe 'samples'",
                List.of(study, "--set", "samples"), "has no '='. Maybe write --set samples=1",
                List.of(study, "--set", "samples=few"), "--samples = 'few' is not a whole number",
                List.of("--set", "samples=6"), "changes no study file",
                List.of(at("choices.csv")), "choices.csv' is not a study file",
                List.of(at("none.toml")), "the study file does not exist");
        problems.forEach((arguments, message) -> {
            List<String> words = new ArrayList<>(List.of("learn"));
            words.addAll(arguments);
            Outcome outcome = Outcome.of(words.toArray(String[]::new));
            assertTrue(outcome.code() == 2 || outcome.code() == 3, outcome.toString());
            assertTrue(outcome.err().contains(message), outcome.err());
        });
    }

    /** What is so by default is written, and once only. */
    @Test
    void defaultsAreWrittenOnce() throws IOException {
        String printed = learn("--print-study").out();
        assertTrue(printed.contains("\nepochs = 0\n"), printed);
        assertTrue(
                printed.contains("[errors]\n# by default: errors: robust") || printed.contains("by default: errors"),
                printed);
        String study = file("study.toml", printed);
        assertEquals(printed, Outcome.of("learn", study, "--print-study").out());
        Outcome continued = learn("--continue=model", "--print-study");
        assertEquals(2, continued.code(), continued.toString());
    }
}
