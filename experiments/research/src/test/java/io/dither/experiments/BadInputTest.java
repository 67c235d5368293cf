package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.data.Histories;
import io.dither.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bad input gives one clear line and the exit code of its kind.
 *
 * <p>It has caught a wrong word in a list of words that was refused without the words that there are.
 */
class BadInputTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void aLinearProgramWithoutASolution() throws IOException {
        String file = write("infeasible.mps", Programs.INFEASIBLE);
        refused(4, "INFEASIBLE", "perturb", "--oracle", "ortools-lp:file=" + file, "--theta", "1");
        refused(4, "INFEASIBLE", "check", "ortools-lp:file=" + file);
    }

    @Test
    void aLinearProgramWithoutAnOptimum() throws IOException {
        String file = write("unbounded.mps", Programs.UNBOUNDED);
        refused(4, "UNBOUNDED", "perturb", "--oracle", "ortools-lp:file=" + file, "--theta=-1");
        refused(4, "UNBOUNDED", "check", "ortools-lp:file=" + file);
    }

    @Test
    void malformedFilesAreNamedWithTheirLine() throws IOException {
        String vector = write("theta.txt", "1 2\n3 four\n");
        refused(3, vector + ":2: 'four'", "perturb", "--oracle", "argmax:n=4", "--theta", "@" + vector);
        String program = write("bad.mps", "NAME\nROWS\n N  C\n Q  R\nENDATA\n");
        refused(3, program + ":4: ", "perturb", "--oracle", "ortools-lp:file=" + program, "--theta", "1");
        String graph = write("bad.gr", "p sp 2 1\na 1 x 1\n");
        refused(
                3,
                graph + ":2: ",
                "perturb",
                "--oracle",
                "jgrapht-shortest-path:file=" + graph + ",source=1,target=2",
                "--theta",
                "1");
    }

    @Test
    void aFolderInThePlaceOfAFileIsAFolder() {
        refused(3, ": this is a folder, not a file. Maybe", "check", "argmax:n=3", "--feasible=" + folder);
    }

    @Test
    void textsNestOnlySoDeep() {
        String deep = "negate:of=".repeat(1000) + "argmax:n=2";
        refused(2, "nests 'negate' more than 100 deep. Maybe", "perturb", "--theta=1,2", "--oracle", deep);
        String products = "product:of=(".repeat(1000) + "argmax:n=2" + ")".repeat(1000);
        refused(2, "nests 'product' more than 100 deep. Maybe", "check", products);
        String some = "negate:of=".repeat(98) + "argmax:n=2";
        assertEquals(0, Outcome.of("perturb", "--theta=1,2", "--oracle", some).code());
    }

    @Test
    void longArgumentsAreShortened() {
        String text = "x".repeat(100_000);
        for (String[] line : new String[][] {{text}, {"oracles", text}, {"check", text + ":n=1"}, {"run", text}}) {
            Outcome outcome = Outcome.of(line);
            assertEquals(2, outcome.code());
            isOneLine(outcome);
            assertTrue(outcome.err().contains(" characters) ... xxx"), outcome.err());
            assertTrue(outcome.err().length() < 900, outcome.err());
        }
    }

    @Test
    void sizesThatEndTheProcess() {
        refused(2, "rows * cols = 102500000 is above 10000000", "check", "jgrapht-grid-arcs:rows=100000,cols=1025");
        refused(2, "rows * cols = 47499525 is above 10000000", "check", "jgrapht-grid-path:rows=46341,cols=1025");
    }

    /** Letters that the locale does not have, as those beyond ASCII with LC_ALL=C, are told like half a letter here. */
    @Test
    void placesThatAreNoPaths() {
        for (String place : new String[] {"no\uD800path", "no\u0000path"}) {
            String told = place.contains("\u0000")
                    ? "' is not a path. Maybe"
                    : "in the locale of this process. Maybe set LC_ALL";
            for (String[] line : new String[][] {
                {"learn", "--data=" + place + ".csv", "--oracle=argmax:n=2"},
                {"learn", "--data=x.csv", "--oracle=argmax:n=2", "--out=" + place},
                {"predict", place, "--data=x.csv"},
                {"oracles", "--plugins=" + place},
                {"perturb", "--oracle=argmax:n=2", "--theta=@" + place},
                {"check", "jgrapht-shortest-path:file=" + place + ",format=csv,source=a,target=b"},
                {"report", place}
            }) {
                refused(2, told, line);
            }
        }
        assertThrows(InvalidArgumentException.class, () -> Histories.standard().open("a\u0000.csv"));
    }

    @Test
    void countsThatDoNotEnd() throws IOException {
        String most = String.valueOf(Integer.MAX_VALUE);
        String noise = "--noise=sum-of-gamma:kappa=3,s=" + most;
        refused(
                2,
                "s = " + most + " is too large. Maybe choose 10000 or less",
                "perturb",
                noise,
                "--oracle=argmax:n=2",
                "--theta=1,2");
        String data = write("choices.csv", "example,x,decision\na,1,0\nb,2,1\nc,3,0\n");
        String[] learn = {
            "learn", "--data=" + data, "--oracle=argmax:n=2", "--holdout=0", "--iterations=1", "--samples=1"
        };
        List<String> folds = new ArrayList<>(List.of(learn));
        folds.addAll(List.of("--l2=0,1", "--folds=" + most));
        refused(2, "folds = " + most + " is too large. Maybe choose 3 or less", folds.toArray(String[]::new));
        String model = folder.resolve("model").toString();
        List<String> saved = new ArrayList<>(List.of(learn));
        saved.add("--out=" + model);
        assertEquals(0, Outcome.of(saved).code());
        refused(
                2,
                "alternatives = " + most + " is too large. Maybe choose 1000 or less",
                "predict",
                model,
                "--data=" + data,
                "--alternatives=" + most);
    }

    @Test
    void noPathBetweenTwoVertices() throws IOException {
        String graph = write("parted.gr", "p sp 4 2\na 1 2 1\na 3 4 1\n");
        String oracle = "jgrapht-shortest-path:file=" + graph + ",source=1,target=4";
        refused(4, "no path", "perturb", "--oracle", oracle, "--theta=1,1");
    }

    @Test
    void negativeCostsOnAGraphWithACycle() throws IOException {
        String graph = write("cycle.gr", "p sp 3 3\na 1 2 1\na 2 3 1\na 3 1 1\n");
        String oracle = "jgrapht-shortest-path:file=" + graph + ",source=1,target=3";
        refused(2, "Maybe", "perturb", "--oracle", oracle, "--theta=-1,1,1");
        assertEquals(
                0,
                Outcome.of("perturb", "--oracle", oracle, "--theta=-1,1,1", "--clamp")
                        .code());
    }

    @Test
    void theStackTraceIsThereForThoseWhoAsk() {
        Outcome outcome = Outcome.of("oracles", "no-such", "--stacktrace");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("\tat io.dither.plugin.PluginCatalogue.find"), outcome.err());
    }

    @Test
    void theNearestWordIsSuggestedForEveryKindOfWord() {
        assertSuggests("perturb", "pertrub");
        assertSuggests("--samples", "perturb", "--oracle", "sign:n=1", "--theta", "1", "--sample", "3");
        assertSuggests("--oracle", "perturb", "--oracel", "sign:n=1", "--theta", "1");
        assertSuggests("ranking", "perturb", "--oracle", "rankin:n=2", "--theta", "1,2");
        assertSuggests("gaussian", "perturb", "--oracle", "sign:n=1", "--theta", "1", "--noise", "gausian");
        assertSuggests("spo-plus", "losses", "spo-puls");
    }

    private static void assertSuggests(String name, String... arguments) {
        Outcome outcome = Outcome.of(arguments);
        assertEquals(2, outcome.code(), outcome.toString());
        assertTrue(outcome.err().replace("'", "").contains("Maybe " + name), outcome.err());
    }

    private static void refused(int code, String message, String... args) {
        Outcome outcome = Outcome.of(args);
        assertAll(
                () -> assertEquals(code, outcome.code(), outcome.toString()),
                () -> assertEquals("", outcome.out()),
                () -> assertTrue(outcome.err().contains(message), outcome.err()),
                () -> isOneLine(outcome));
    }

    private static void isOneLine(Outcome outcome) {
        List<String> lines = new ArrayList<>(outcome.err().lines().toList());
        assertEquals(1, lines.size(), outcome.err());
        assertTrue(lines.get(0).startsWith("dither: "), outcome.err());
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
