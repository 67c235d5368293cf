package io.dither.experiments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins as jars in a folder: one that works, one that is broken, one that brings an experiment. */
class PluginsTest {
    private static final String SPEC = "interval-scheduling:starts=(0,2,3),ends=(3,4,6)";

    @TempDir
    Path plugins = Path.of("");

    @Test
    void theExamplePluginWorksFromItsJar() throws IOException {
        copyExample();
        JsonNode json = Outcome.of("oracles", "interval-scheduling", "--plugins", plugins.toString(), "--json")
                .json();
        JsonNode entry = json.get("oracles").get(0);
        assertEquals("1.0", entry.get("version").asText());
        assertEquals(plugins.resolve("example.jar").toString(), entry.get("jar").asText());
        assertEquals(
                0, Outcome.of("check", SPEC, "--plugins", plugins.toString()).code());
        JsonNode perturbed = Outcome.of(
                        "perturb", "--plugins", plugins.toString(), "--oracle", SPEC, "--theta=2,3,2", "--json")
                .json();
        assertEquals("[1.0,0.0,1.0]", perturbed.get("argmax").toString());
    }

    @Test
    void aProviderThatThrowsIsAProblemAndTheOthersWork() throws IOException {
        copyExample();
        Path broken = PluginJar.write(plugins.resolve("broken.jar"), "Broken", """
                public final class Broken implements io.dither.oracle.OracleProvider {
                    public Broken() { throw new IllegalStateException("no\\nlicence"); }
                    @Override public String id() { return "broken"; }
                    @Override public String description() { return "never seen"; }
                    @Override public java.util.List<io.dither.plugin.Parameter> parameters() { return java.util.List.of(); }
                    @Override public io.dither.oracle.LinearOracle create(io.dither.plugin.Parameters p) { return null; }
                }
                """);
        Outcome listed = Outcome.of("oracles", "--plugins", plugins.toString());
        assertEquals(0, listed.code());
        assertTrue(listed.out().contains("interval-scheduling") && listed.out().contains("argmax"), listed.out());
        assertTrue(listed.err().startsWith("dither: not loaded: " + broken), listed.err());
        assertTrue(listed.err().contains("IllegalStateException: no; licence"), listed.err());
        assertEquals(1, listed.err().lines().count());

        JsonNode problems = Outcome.of("oracles", "--plugins", plugins.toString(), "--json")
                .json()
                .get("problems");
        assertEquals(broken.toString(), problems.get(0).get("location").asText());
        Outcome asked = Outcome.of("perturb", "--oracle=broken", "--theta=1", "--plugins", plugins.toString());
        assertEquals(2, asked.code());
        assertEquals(
                0, Outcome.of("check", SPEC, "--plugins", plugins.toString()).code());
    }

    private static final String LOUD = """
            import io.dither.oracle.*;
            import io.dither.plugin.*;
            public final class Loud implements OracleProvider {
                public Loud() { System.out.println("hello"); }
                @Override public String id() { System.out.println("I am loud"); return "loud"; }
                @Override public String description() { return "prints, and fails"; }
                @Override public java.util.List<Parameter> parameters() { return java.util.List.of(); }
                @Override public LinearOracle create(Parameters p) {
                    System.out.println("creating");
                    throw new Error("boom");
                }
            }
            """;

    @Test
    void whatAPluginPrintsGoesToStandardErrorAndWhatItThrowsStopsNoList() throws IOException {
        PluginJar.write(plugins.resolve("loud.jar"), "Loud", LOUD);
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        ByteArrayOutputStream prints = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(results, true, UTF_8));
            System.setErr(new PrintStream(prints, true, UTF_8));
            List<String> args = List.of("oracles", "--json", "--plugins", plugins.toString());
            assertEquals(0, Dither.run(args, Dither.takeStandardOutput(), new PrintWriter(System.err, true, UTF_8)));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        JsonNode oracles = new ObjectMapper().readTree(results.toByteArray()).get("oracles");
        assertTrue(oracles.findValuesAsText("id").containsAll(List.of("loud", "argmax")), oracles.toString());
        String printed = prints.toString(UTF_8);
        assertTrue(printed.contains("hello") && printed.contains("I am loud"), printed);
        assertFalse(printed.contains("creating"), "a list creates nothing");
    }

    @Test
    void whatCannotBeCreatedIsListedAndDescribed() throws IOException {
        String full = LOUD.replaceAll("System.out.println\\(.*?\\);", "").replace("new Error", "new OutOfMemoryError");
        PluginJar.write(plugins.resolve("loud.jar"), "Loud", full);
        for (String[] args : new String[][] {{"oracles"}, {"oracles", "loud"}}) {
            List<String> more = new ArrayList<>(List.of(args));
            more.add("--plugins=" + plugins);
            Outcome outcome = Outcome.of(more);
            assertEquals(0, outcome.code(), outcome.err());
            assertTrue(outcome.out().contains("prints, and fails"), outcome.out());
        }
    }

    @Test
    void anErrorOfAProviderIsOneLineWithItsJar() throws IOException {
        Path jar = PluginJar.write(
                plugins.resolve("loud.jar"), "Loud", LOUD.replaceAll("System.out.println\\(.*?\\);", ""));
        Outcome outcome = Outcome.of("perturb", "--oracle=loud", "--theta=1", "--plugins", plugins.toString());
        assertEquals(4, outcome.code(), outcome.toString());
        assertEquals("dither: FAILED: the provider of 'loud' in " + jar + " failed: Error: boom\n", outcome.err());
    }

    private static final String FAULTY = """
            import io.dither.oracle.*;
            import io.dither.plugin.*;
            public final class Faulty implements OracleProvider {
                static void overflow() { overflow(); }
                @Override public String id() { return "faulty"; }
                @Override public String description() { return "fails"; }
                @Override public java.util.List<Parameter> parameters() { return java.util.List.of(); }
                @Override public LinearOracle create(Parameters p) {
                    return new LinearOracle() {
                        @Override public int dimension() { return 2; }
                        @Override public OracleSession openSession() { return SESSION; }
                        MORE
                    };
                }
            }
            """;

    private List<String[]> commands() throws IOException {
        Path data = Files.writeString(plugins.resolve("history.csv"), "example,x,decision\na,1,0\nb,2,1\nc,3,0\n");
        String oracle = "--oracle=faulty";
        String from = "--plugins=" + plugins;
        return List.of(
                new String[] {"perturb", oracle, "--theta=1,2", from},
                new String[] {"learn", "--data=" + data, oracle, "--holdout=0", "--samples=1", from});
    }

    @Test
    void sessionsThatAreNoneOrThatOverflowAreFailuresOfTheSolver() throws IOException {
        for (String session : List.of("null", "(theta, vertex) -> overflow()")) {
            String source = FAULTY.replace("SESSION", session).replace("MORE", "");
            PluginJar.write(plugins.resolve("faulty.jar"), "Faulty", source);
            for (String[] args : commands()) {
                Outcome outcome = Outcome.of(args);
                assertEquals(4, outcome.code(), outcome.toString());
                assertTrue(outcome.err().startsWith("dither: FAILED: "), outcome.err());
                assertEquals(1, outcome.err().lines().count(), outcome.err());
            }
            Outcome checked = Outcome.of("check", "faulty", "--plugins=" + plugins);
            assertEquals(1, checked.code(), checked.toString());
        }
    }

    @Test
    void sessionsThatNeedTooMuchMemory() throws IOException {
        String source = FAULTY.replace("MORE", "")
                .replace("SESSION", "(theta, vertex) -> vertex.offset(new double[Integer.MAX_VALUE][1].length)");
        PluginJar.write(plugins.resolve("faulty.jar"), "Faulty", source);
        for (String[] args : commands()) {
            Outcome outcome = Outcome.of(args);
            assertEquals(5, outcome.code(), outcome.toString());
            assertTrue(outcome.err().startsWith("dither: out of memory. Maybe"), outcome.err());
        }
    }

    @Test
    void oraclesThatDoNotSayWhatTheyAre() throws IOException {
        for (String more : List.of(
                "@Override public java.util.Set<Trait> traits() { return null; }",
                "@Override public Domain domain() { return null; }",
                "@Override public Sense sense() { return null; }",
                "@Override public Domain domain() { overflow(); return null; }",
                "@Override public <C> java.util.Optional<C> as(Class<C> type) { return null; }")) {
            String source = FAULTY.replace("MORE", more).replace("SESSION", "(theta, vertex) -> vertex.clear()");
            PluginJar.write(plugins.resolve("faulty.jar"), "Faulty", source);
            for (String[] args : commands()) {
                Outcome outcome = Outcome.of(args);
                assertEquals(4, outcome.code(), more + outcome);
                assertTrue(outcome.err().startsWith("dither: FAILED: "), outcome.err());
            }
        }
    }

    @Test
    void checkFailsWhereARuleFails() throws IOException {
        PluginJar.write(plugins.resolve("wrong.jar"), "Wrong", """
                import io.dither.oracle.*;
                import io.dither.plugin.*;
                public final class Wrong implements OracleProvider {
                    @Override public String id() { return "wrong"; }
                    @Override public String description() { return "the least coordinate for the largest"; }
                    @Override public java.util.List<Parameter> parameters() { return java.util.List.of(); }
                    @Override public LinearOracle create(Parameters p) {
                        return LinearOracle.of(2, t -> new double[] {t[0] < t[1] ? 1 : 0, t[0] < t[1] ? 0 : 1});
                    }
                }
                """);
        Outcome outcome = Outcome.of("check", "wrong", "--plugins", plugins.toString());
        assertEquals(1, outcome.code(), outcome.toString());
        assertTrue(outcome.out().contains("failed"), outcome.out());
        assertEquals("", outcome.err());
    }

    @Test
    void aCommandIsNoPlugin() {
        Outcome outcome = Outcome.of("sense", "argmax:n=3", "--plugins=" + plugins);
        assertEquals(2, outcome.code(), outcome.toString());
        assertTrue(
                outcome.err().contains("--plugins adds no commands, but DITHER_CLASSPATH=my.jar does"), outcome.err());
    }

    @Test
    void checkComparesAnswersWithKnownDecisions() throws IOException {
        String known = Files.writeString(plugins.resolve("known.csv"), "0,1,0\n1,0,0\n")
                .toString();
        Outcome right = Outcome.of("check", "top-k:n=3,k=1", "--feasible", known);
        assertEquals(0, right.code(), right.toString());
        assertTrue(right.out().contains("R14 passed"), right.out());
        assertTrue(right.out().contains("skipped. Not checked: whether a constraint was forgotten"), right.out());
        assertTrue(right.out().contains("To check this as well, test with a list of all vertices"), right.out());
        String more = Files.writeString(plugins.resolve("more.csv"), "1,1,0\n").toString();
        Outcome worse = Outcome.of("check", "top-k:n=3,k=1", "--feasible", more);
        assertEquals(1, worse.code(), worse.toString());
        assertTrue(worse.out().contains("R14 failed"), worse.out());
        Outcome alone = Outcome.of("check", "top-k:n=3,k=1");
        assertTrue(alone.out().contains("better answers (--feasible), and whether a constraint"), alone.out());
    }

    @Test
    void anExperimentThatThrowsIsOneLineWithTheClassOfTheFault() throws IOException {
        PluginJar.write(plugins.resolve("broken.jar"), "Bad", """
                @picocli.CommandLine.Command(name = "bad")
                public final class Bad implements io.dither.experiments.run.Experiment {
                    public Bad() { throw new IllegalStateException("a\\nb"); }
                    @Override public io.dither.experiments.run.Result run(io.dither.experiments.run.Run run) { return io.dither.experiments.run.Result.of(java.util.Map.of(), ""); }
                }
                """);
        Outcome help = Outcome.of("run", "--plugins", plugins.toString(), "--help");
        assertEquals(1, help.err().lines().count(), help.err());
        assertTrue(help.err().contains("java.lang.IllegalStateException: a; b"), help.err());
    }

    @Test
    void anExperimentInAJarIsOffered() throws IOException {
        PluginJar.write(plugins.resolve("experiment.jar"), "Coin", """
                import picocli.CommandLine.Command;
                import picocli.CommandLine.Option;
                @Command(name = "coin", description = "Tosses a coin.")
                public final class Coin implements io.dither.experiments.run.Experiment {
                    @Option(names = "--side", description = "The side.") int side;
                    @Override public io.dither.experiments.run.Result run(io.dither.experiments.run.Run run) {
                        if (side > 1) { throw new io.dither.error.DataException("coin", 0, "has two sides"); }
                        return io.dither.experiments.run.Result.of(java.util.Map.of("side", side), "side " + side + "\\n");
                    }
                }
                """);
        String folder = plugins.toString();
        Outcome help = Outcome.of("run", "--plugins", folder, "--help");
        assertTrue(help.out().contains("coin") && help.out().contains("Tosses a coin."), help.toString());
        assertTrue(
                Outcome.of("run", "--plugins=" + folder, "coin", "--help").out().contains("--side"), "no help");
        Outcome tossed = Outcome.of("run", "--plugins", folder, "coin", "--side=1", out());
        assertEquals("side 1\n", tossed.out(), tossed.toString());
        Outcome failed = Outcome.of("run", "--plugins", folder, "coin", "--side=2", out());
        assertEquals(3, failed.code());
        assertEquals("dither: coin: has two sides\n", failed.err());
    }

    @TempDir
    Path runs = Path.of("");

    private static final String SHARE = """
            @picocli.CommandLine.Command(name = "share", description = "Shares a library.")
            public final class Share implements io.dither.experiments.run.Experiment {
                @Override public io.dither.experiments.run.Result run(io.dither.experiments.run.Run run) {
                    return io.dither.experiments.run.Result.of(java.util.Map.of(), Answer.VALUE + 1);
                }
            }
            """;

    @Test
    void anExperimentSeesTheLibrariesOfItsFolder() throws IOException {
        Path folder = Files.createDirectory(plugins.resolve("with-library"));
        PluginJar.library(folder.resolve("answer.jar"), "Answer", """
                public final class Answer { static final Integer VALUE = 41; }
                """);
        PluginJar.write(folder.resolve("share.jar"), "Share", SHARE);
        Outcome outcome = Outcome.of("run", "--plugins", plugins.toString(), "share", out());
        assertEquals("42", outcome.out(), outcome.toString());
    }

    @Test
    void anExperimentIsGivenTheOraclesOfItsFolderFromItsOwnClassLoader() throws IOException {
        Path folder = Files.createDirectory(plugins.resolve("with-oracle"));
        PluginJar.write(folder.resolve("mine.jar"), "Mine", """
                import io.dither.oracle.*;
                import io.dither.plugin.*;
                public final class Mine extends Recipe<LinearOracle> implements OracleProvider {
                    public Mine() { super("mine", "an identity", p -> LinearOracle.of(2, theta -> theta)); }
                }
                """);
        PluginJar.write(folder.resolve("asks.jar"), "Asks", """
                import io.dither.plugin.PluginCatalogue;
                import io.dither.oracle.OracleProvider;
                @picocli.CommandLine.Command(name = "asks")
                public final class Asks implements io.dither.experiments.run.Experiment {
                    @jakarta.inject.Inject PluginCatalogue catalogue;
                    @Override public io.dither.experiments.run.Result run(io.dither.experiments.run.Run run) {
                        boolean isSame = catalogue.find(OracleProvider.class, "mine").provider() instanceof Mine;
                        return io.dither.experiments.run.Result.of(java.util.Map.of(), isSame);
                    }
                }
                """);
        Outcome outcome = Outcome.of("run", "--plugins", plugins.toString(), "asks", out());
        assertEquals("true", outcome.out(), outcome.toString());
    }

    @Test
    void twoExperimentsOfOneNameAreRefusedNamingBothJars() throws IOException {
        Path first = PluginJar.write(plugins.resolve("first.jar"), "First", experiment("First", "twice"));
        Path second = PluginJar.write(plugins.resolve("second.jar"), "Second", experiment("Second", "twice"));
        Outcome outcome = Outcome.of("run", "--plugins", plugins.toString(), "twice");
        assertEquals(2, outcome.code(), outcome.toString());
        assertTrue(outcome.err().contains("'twice'"), outcome.err());
        assertTrue(outcome.err().contains(first.toString()) && outcome.err().contains(second.toString()));
    }

    @Test
    void anExperimentWhoseOptionsClashIsAProblemAndTheOthersAreOffered() throws IOException {
        Path clash = PluginJar.write(plugins.resolve("clash.jar"), "Clash", """
                @picocli.CommandLine.Command(name = "clash")
                public final class Clash implements io.dither.experiments.run.Experiment {
                    @picocli.CommandLine.Option(names = "--n") int one;
                    @picocli.CommandLine.Option(names = "--n") int two;
                    @Override public io.dither.experiments.run.Result run(io.dither.experiments.run.Run run) { return io.dither.experiments.run.Result.of(java.util.Map.of(), ""); }
                }
                """);
        PluginJar.write(plugins.resolve("good.jar"), "Good", experiment("Good", "good"));
        Outcome outcome = Outcome.of("run", "--plugins", plugins.toString(), "good", out());
        assertEquals(0, outcome.code(), outcome.toString());
        assertTrue(outcome.err().startsWith("dither: not loaded: " + clash), outcome.err());
    }

    private static String experiment(String type, String name) {
        return """
                @picocli.CommandLine.Command(name = "%s")
                public final class %s implements io.dither.experiments.run.Experiment {
                    @Override public io.dither.experiments.run.Result run(io.dither.experiments.run.Run run) { return io.dither.experiments.run.Result.of(java.util.Map.of(), ""); }
                }
                """.formatted(name, type);
    }

    private String out() {
        return "--out=" + runs;
    }

    private void copyExample() throws IOException {
        Path jar = Path.of(System.getProperty("dither.plugin", "none"));
        assumeTrue(Files.exists(jar), "there is a jar from the package phase on");
        Files.copy(jar, plugins.resolve("example.jar"));
    }
}
