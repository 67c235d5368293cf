package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input gives one clear line and the exit code of its kind. */
class BadInputTest {
    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no-such-oracle:n=3 | 1,2,3 | 2 | there is no oracle 'no-such-oracle'; there are:
            argmax:m=3         | 1,2,3 | 2 | has no parameter 'm'
            argmax             | 1,2,3 | 2 | needs the parameter 'n'
            argmax:n=x         | 1,2,3 | 2 | n = 'x'
            argmax:n=0         | 1,2,3 | 2 | n = '0'
            Argmax n           | 1,2,3 | 2 | is not an id
            ranking:n=3,order=up | 1,2,3 | 2 | order = 'up'
            argmax:n=3         | NaN,2,3 | 2 | theta[0] = NaN is not finite
            argmax:n=3         | 1,2,Infinity | 2 | theta[2] = Infinity is not finite
            argmax:n=3         | 1,2   | 2 | theta has length 2, not 3
            argmax:n=3         | 1,a,2 | 2 | theta[1] = 'a' is not a number
            argmax:n=3         | @no-such-file | 3 | no-such-file: cannot be read
            ortools-lp:file=no-such.mps | 1,2 | 3 | no-such.mps
            jgrapht-shortest-path:file=no-such.gr,source=1,target=2 | 1 | 3 | no-such.gr
            """)
    void oraclesAndThetas(String oracle, String theta, int code, String message) {
        refused(code, message, "perturb", "--oracle", oracle, "--theta", theta);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --epsilon=0        | epsilon = 0.0 is not a finite number above 0
            --epsilon=-1       | epsilon = -1.0
            --epsilon=NaN      | epsilon = NaN
            --epsilon=much     | 'much'
            --samples=0        | samples = 0 is too small
            --samples=-5       | samples = -5
            --threads=0        | threads = 0
            --seed=x           | 'x'
            --noise=uniform    | there is no noise 'uniform'; there are:
            --vjp=1,2          | vjp has length 2, not 3
            --target=1,2,3,4   | target has length 4, not 3
            --sampling=foo     | --sampling 'foo' is unknown. Maybe one of independent, antithetic, sobol. See
            --exact --atoms    | --exact has no samples
            --exact --multiplicative | multiplicative noise has no exact layer
            --exact --sampling=sobol | --exact draws no samples
            --exact --noise=gaussian:amplitudes=(1,2,3) | has no exact layer
            --time-budget=0    | time-budget = 0.0
            --time-budget=1 --until-standard-error=1 | cannot both stop
            --until-standard-error=0 | tolerance = 0.0
            --plugins=no-such-folder | plugin directory no-such-folder is no directory
            --no-such-option   | '--no-such-option'
            """)
    void options(String option, String message) {
        List<String> args = new ArrayList<>(List.of("perturb", "--oracle", "argmax:n=3", "--theta", "1,2,3"));
        args.addAll(List.of(option.split(" ", -1)));
        refused(2, message, args.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                    | name a command
            frobnicate            | 'frobnicate'
            perturb               | --oracle
            run                   | experiment
            run no-such-run       | there is no experiment 'no-such-run'; there are: classification, label-ranking, predict-optimize, ranking-noise
            run no-such-run --out x | there is no experiment 'no-such-run'; there are: classification, label-ranking, predict-optimize, ranking-noise
            run --no-such-option  | there is no option '--no-such-option'
            run shortest-path --out x --loss foo | --loss 'foo' is unknown. Maybe one of fenchel-young, spo-plus, squared. See
            run label-ranking --out x --noise foo | --noise 'foo' is unknown. Maybe one of gaussian, gumbel. See
            run label-ranking --out x --methods squared,foo | --methods 'foo' is unknown. Maybe one of fenchel-young, squared, black-box, least-squares. See
            run label-ranking --out x --maps cubes | map = 'cubes' is no map of features. Maybe use linear, squares, or
            check                 | SPEC
            oracles no-such       | there is no oracle 'no-such'
            run --plugins nowhere | plugin directory nowhere is no directory
            """)
    void commands(String line, String message) {
        refused(2, message, line.isEmpty() ? new String[0] : line.split(" ", -1));
    }

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
        refused(3, ": is a folder. Maybe", "fit", "--oracle", "argmax:n=3", "--epsilon=1", "--data=" + folder);
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
        refused(2, "is above 3600.0 for one number. Maybe", "bench", "--seconds=1e308");
        refused(2, "rows * cols = 102500000 is above 10000000", "check", "jgrapht-grid-arcs:rows=100000,cols=1025");
        refused(2, "rows * cols = 47499525 is above 10000000", "check", "jgrapht-grid-path:rows=46341,cols=1025");
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
