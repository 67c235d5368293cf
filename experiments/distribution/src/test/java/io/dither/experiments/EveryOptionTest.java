package io.dither.experiments;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.plugin.PluginCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every option of every command, as picocli knows them, with values that may not be: one line, and an exit code of its kind.
 *
 * <p>{@code -Plong} tries all values, other runs a sample of them. It has caught lists without a value, such as {@code --l2 ,}.
 */
class EveryOptionTest {
    /** What makes each command quick; of an option that is tried, the value is another. */
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("oracles", ""),
            Map.entry("noises", ""),
            Map.entry("cost-models", ""),
            Map.entry("layers", ""),
            Map.entry("losses", ""),
            Map.entry("perturb", "--oracle argmax:n=3 --theta 1,2,3 --samples 2 --threads 1"),
            Map.entry("check", "argmax:n=2"),
            Map.entry("check-gradients", "--oracle argmax:n=2 --samples 20 --threads 1"),
            Map.entry(
                    "learn",
                    "--data HISTORY --layout long --example id --coordinate option --features x --decision taken"
                            + " --oracle argmax:n={d} --noise gumbel --samples 1 --iterations 2 --holdout 0 --threads 1"),
            Map.entry(
                    "choice",
                    "--data HISTORY --choice taken --alternative option --example id --utility x --samples 1"
                            + " --iterations 2 --threads 1"),
            Map.entry("simulate", "MODEL --data HISTORY"),
            Map.entry("predict", "MODEL --data HISTORY --samples 2"),
            Map.entry("evaluate", "MODEL --data HISTORY"),
            Map.entry("compare", "MODEL MODEL --data HISTORY"),
            Map.entry("look", "HISTORY"),
            Map.entry("completion", ""),
            Map.entry("serve", "OUT/none"), // one that there is would be served for ever
            Map.entry("explain", "MODEL --data HISTORY --example 1"),
            Map.entry("map", "--map DATA --traces HISTORY --out OUT"),
            Map.entry("custom-model", "OUT/none --map OUT --out OUT/custom_model.json"),
            Map.entry("intervals", "MODEL --data HISTORY"),
            Map.entry("bench", "--quick --forks 0 --seconds 0.001 --rows grid-arcs-5 --variants forward --threads 1"),
            Map.entry("run coverage", "--out OUT --only frequencies, --histories 2 --threads 1"),
            Map.entry("run choice-models", "--out OUT --data OUT --only nested --threads 1"),
            Map.entry("run planner-routes", "--out OUT --data OUT --threads 1"),
            Map.entry("run local-search", "--out OUT --seconds 0.001 --seeds 2 --days 2 --only knapsack"),
            Map.entry("run classification", "--out OUT --data OUT --epochs 1"),
            Map.entry("run sorting", "--out OUT --data OUT --epochs 1"),
            Map.entry("run warcraft", "--out OUT --data OUT --epochs 1"),
            Map.entry("run label-ranking", "--out OUT --data RANKINGS --folds 2 --repeats 1 --samples 1 --threads 1"),
            Map.entry(
                    "run ranking-noise",
                    "--out OUT --features 2 --labels 3 --train 6 --test 4 --repeats 1 --samples 1 --levels 1 --threads 1"),
            Map.entry(
                    "run predict-optimize",
                    "--out OUT --grid 2x2 --train 8 --test 4 --repeats 1 --samples 2 --iterations 1 --epochs 1"
                            + " --methods least-squares --degree 1"),
            Map.entry("run road-costs", "--out OUT --network bricks:6x6 --trips 20 --held 5 --reach 2 --threads 1"),
            Map.entry("run shortest-path", "--out OUT --grid 2x2 --train 8 --test 4 --epochs 1 --samples 2"),
            Map.entry("run unsupervised", "--out OUT --models argmax --data-sets 1 --smallest 100 --largest 200"),
            Map.entry("rerun", "OUT"),
            Map.entry("report", "OUT"),
            Map.entry("help", ""));

    private static final String LONG = "x".repeat(100_000);
    private static final List<String> VALUES =
            List.of("", "-1", "0", "NaN", "1e308", "2147483647", LONG, "FOLDER", "FOLDER/none", ",", "=");
    /** These make files of any name. */
    private static final Set<String> WRITING = Set.of("--out", "--write-example");
    /** A large number of these is a long run, not a mistake. */
    private static final Set<String> LONG_RUNS = Set.of(
            "--samples",
            "--train",
            "--test",
            "--epochs",
            "--iterations",
            "--repeats",
            "--data-sets",
            "--histories",
            "--trips",
            "--held",
            "--reach",
            "--largest",
            "--levels",
            "--features",
            "--labels",
            "--rounds",
            "--degree",
            "--tune-examples",
            "--forks",
            "--inner-folds",
            "--weights",
            "--cells",
            "--items",
            "--cities",
            "--assets",
            "--patience",
            "--seeds",
            "--chains",
            "--days",
            "--seconds",
            "--turns");

    private static final Set<Integer> CODES = Set.of(0, 1, 2, 3, 4, 5);
    private static final int LONGEST = 900;

    private static final InputStream INPUT = System.in;

    @TempDir
    private static Path folder = Path.of("");

    /** bench --turns waits for lines of the input: here there are none. */
    @BeforeAll
    static void noInput() {
        System.setIn(InputStream.nullInputStream());
    }

    @AfterAll
    static void input() {
        System.setIn(INPUT);
    }

    /** Files that options name. */
    @BeforeAll
    static void files() throws IOException {
        Files.createDirectories(folder.resolve("FOLDER"));
        Files.createDirectories(folder.resolve("OUT"));
        Files.writeString(folder.resolve("DATA"), "1,0,0\n0,1,0\n0,0,1\n1,0,0\n0,1,0\n");
        Files.writeString(
                folder.resolve("HISTORY.csv"),
                "id,option,x,taken\n1,a,1,1\n1,b,2,0\n2,a,3,0\n2,b,1,1\n3,a,1,0\n3,b,2,1\n4,a,0,1\n4,b,2,0\n");
        Files.writeString(
                folder.resolve("RANKINGS"),
                "x,y,ranking\n1,2,a>b>c\n2,1,b>a>c\n3,0,c>a>b\n1,1,a>c>b\n2,2,b>c>a\n0,1,c>b>a\n");
    }

    @Tag("long")
    @TestFactory
    Stream<DynamicTest> allValues() {
        Outcome learnt = Outcome.of(arguments("learn", "--out", List.of(place("MODEL"))));
        assertEquals(0, learnt.code(), learnt.toString());
        return commands(1);
    }

    @TestFactory
    Stream<DynamicTest> someValues() {
        return commands(97)
                .filter(test ->
                        !test.getDisplayName().matches("run .*|learn|predict|evaluate|compare|explain|intervals"));
    }

    /** That of a variable which is not set would be the current folder. */
    @Test
    void emptyNamesOfFilesAndFoldersAreRefused() {
        List<String> refused = new ArrayList<>();
        Map<String, CommandLine> commands = found();
        commands.keySet().removeIf(command -> command.matches("help|compare|run (c.*|p.*|r.*|s.*|u.*|w.*)"));
        commands.forEach((command, line) -> {
            for (ArgSpec argument : line.getCommandSpec().args()) {
                String name = argument instanceof OptionSpec option ? option.longestName() : "";
                String label = name.isEmpty() ? argument.paramLabel() : name;
                boolean place = argument.paramLabel().matches(".*(DIR|FILE|PLACE).*")
                        || List.of(argument.auxiliaryTypes()).contains(Path.class);
                if (place && (!name.equals("--plugins") || command.equals("check"))) { // that all have
                    Outcome outcome = Outcome.of(arguments(command, name, List.of("")));
                    assertEquals(2, outcome.code(), command + " " + outcome);
                    assertTrue(outcome.err().startsWith("dither: " + label + " is empty. Maybe a"), outcome.err());
                    refused.add(command + " " + label);
                }
            }
        });
        assertTrue(
                refused.containsAll(
                        List.of("learn --out", "learn --data", "predict --out", "report DIR", "check --plugins")),
                refused.toString());
        assertEquals(52, refused.size(), refused.toString());
    }

    private static Map<String, CommandLine> found() {
        Map<String, CommandLine> commands = new LinkedHashMap<>();
        PrintWriter out = new PrintWriter(java.io.Writer.nullWriter());
        find("", Dither.commandLine(List.of("help", "run"), PluginCatalogue.discover(), out), commands);
        return commands;
    }

    private static Stream<DynamicTest> commands(int every) {
        return found().entrySet().stream()
                .map(command -> DynamicTest.dynamicTest(
                        command.getKey(), () -> tried(command.getKey(), command.getValue(), every)));
    }

    private static void find(String prefix, CommandLine command, Map<String, CommandLine> into) {
        command.getSubcommands().forEach((name, sub) -> {
            if (!sub.getSubcommands().isEmpty()) {
                find(name + " ", sub, into);
            } else {
                into.put(prefix + name, sub);
            }
        });
    }

    private static void tried(String command, CommandLine line, int every) {
        List<String> problems = new ArrayList<>();
        int tried = 0;
        List<String> names = new ArrayList<>(List.of(""));
        for (OptionSpec option : line.getCommandSpec().options()) {
            if (option.arity().max() > 0) {
                names.add(option.longestName());
            }
        }
        for (String name : names) {
            for (String value : values(command, name)) {
                if (tried++ % every == 0) {
                    problem(command, name, place(value), problems);
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new AssertionError(problems.size() + " of " + tried + ":\n" + String.join("\n", problems));
        }
    }

    private static List<String> values(String command, String option) {
        List<String> values = new ArrayList<>(VALUES);
        if (WRITING.contains(option)) {
            values.retainAll(List.of("FOLDER/none/none", LONG));
            values.add("DATA/inside-a-file");
        }
        if (LONG_RUNS.contains(option)) {
            values.removeAll(List.of("2147483647", "1e308"));
        }
        if (option.isEmpty() && !command.equals("check")) {
            values.remove("");
        }
        if (command.equals("run coverage")
                && option.equals("--only")) { // names of situations contain the others: hours of fits
            values.retainAll(List.of("NaN", "1e308", "2147483647", LONG, "FOLDER/none"));
        }
        return values;
    }

    private static void problem(String command, String option, String value, List<String> problems) {
        Outcome outcome = Outcome.of(arguments(command, option, List.of(value)));
        String err = outcome.err();
        boolean oneLine = outcome.code() <= 1
                || ((err.lines().count() == 1 || outcome.code() == 3) // one for each line of data that is bad
                        && err.lines().allMatch(line -> line.startsWith("dither: ")));
        if (!CODES.contains(outcome.code())
                || !oneLine
                || err.lines().anyMatch(line -> line.length() > LONGEST)
                || err.contains("\tat ")) {
            problems.add(command + " " + option + " '" + value.substring(0, Math.min(30, value.length())) + "': "
                    + outcome.code() + " " + err.substring(0, Math.min(400, err.length())));
        }
    }

    /** The usual arguments with one in another way; an argument without an option takes the place of those. */
    private static String[] arguments(String command, String option, List<String> value) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
        String usual = requireNonNull(USUAL.get(command), "USUAL has no arguments for 'dither " + command + "'");
        List<String> words = usual.isEmpty() ? List.of() : List.of(usual.split(" ", -1));
        for (int i = 0; i < words.size(); i++) {
            boolean isOption = words.get(i).startsWith("--");
            boolean replaced = isOption ? words.get(i).equals(option) : option.isEmpty();
            boolean flag =
                    isOption && (i + 1 == words.size() || words.get(i + 1).startsWith("--"));
            if (!replaced) {
                arguments.add(isOption ? words.get(i) : place(words.get(i)));
            }
            if (isOption && !flag) {
                i++;
                if (!replaced) {
                    arguments.add(place(words.get(i)));
                }
            }
        }
        if (!option.isEmpty()) {
            arguments.add(option);
        }
        arguments.addAll(value);
        return arguments.toArray(String[]::new);
    }

    private static String place(String word) {
        String name = word.startsWith("HISTORY") ? "HISTORY.csv" : word;
        return word.matches("(FOLDER|OUT|DATA|HISTORY|RANKINGS|MODEL)(/.*)?")
                ? folder.resolve(name).toString()
                : word;
    }
}
