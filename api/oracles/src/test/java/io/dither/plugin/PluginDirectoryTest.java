package io.dither.plugin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.PluginCatalogue.Problem;
import io.dither.plugin.PluginCatalogue.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginDirectoryTest {
    private static final String IDENTITY = "return LinearOracle.of(2, theta -> theta);";

    @TempDir
    Path plugins;

    @TempDir
    Path work;

    private Path plugin(String type, String id, String inConstructor, String inCreate) throws IOException {
        Path jar = plugins.resolve(type + ".jar");
        PluginJar.write(jar, work, type, PluginJar.source(type, id, inConstructor, inCreate));
        return jar;
    }

    @Test
    void aJarInTheDirectoryIsAPlugin() throws IOException {
        Path jar = plugin("Good", "good", "", IDENTITY);
        PluginCatalogue catalogue = PluginCatalogue.discover(plugins);
        Registration<OracleProvider> registration = catalogue.find(OracleProvider.class, "good");
        assertEquals(
                jar.toRealPath().toString(),
                Path.of(registration.location()).toRealPath().toString());
        assertEquals("1.2.3", registration.version());
        assertArrayEquals(
                new double[] {3, 4},
                catalogue.create(OracleProvider.class, "good").solve(new double[] {3, 4}));
        assertEquals(0, catalogue.problems(OracleProvider.class).size());
    }

    @Test
    void aFolderOfJarsIsAPlugin() throws IOException {
        Path jar = plugin("Good", "good", "", IDENTITY);
        Path folder = Files.createDirectory(plugins.resolve("with-libraries"));
        Files.move(jar, folder.resolve("good.jar"));
        Files.writeString(folder.resolve("notes.txt"), "no jar");
        assertEquals(
                "good",
                PluginCatalogue.discover(plugins)
                        .find(OracleProvider.class, "good")
                        .provider()
                        .id());
    }

    @Test
    void aConstructorThatDoesNotEndIsLeftAlone() throws IOException {
        plugin("Good", "good", "", IDENTITY);
        String waits = "try { new java.util.concurrent.CountDownLatch(1).await(); } catch (InterruptedException e) { }";
        Path waiting = plugin("Waiting", "waiting", waits, IDENTITY);
        List<Problem> none = new ArrayList<>();
        List<ClassLoader> loaders = PluginLoader.open(plugins, PluginDirectoryTest.class.getClassLoader(), none);
        for (int seconds : new int[] {1, 1_000_000}) { // the second kind does not wait again
            Kind<OracleProvider> oracles = new Kind<>(OracleProvider.class, loaders, List.of(), none, seconds);
            assertEquals("good", oracles.find("good").provider().id());
            assertEquals(1, oracles.problems().size());
            assertEquals(waiting.toString(), oracles.problems().get(0).location());
            assertTrue(oracles.problems().get(0).message().endsWith("Maybe a constructor does slow work"));
        }
    }

    @Test
    void anInterruptedThreadLoadsNothingAndMayTryAgain() throws IOException {
        plugin("Good", "good", "", IDENTITY);
        PluginCatalogue catalogue = PluginCatalogue.discover(plugins);
        Thread.currentThread().interrupt();
        OracleException stopped =
                assertThrows(OracleException.class, () -> catalogue.registrations(OracleProvider.class));
        assertEquals(OracleException.Code.INTERRUPTED, stopped.code());
        assertTrue(Thread.interrupted()); // also clears the flag for the next line
        assertEquals(List.of(), catalogue.problems(OracleProvider.class));
    }

    @Test
    void aBrokenProviderIsAProblemAndTheOthersLoad() throws IOException {
        plugin("Good", "good", "", IDENTITY);
        Path throwing =
                plugin("Throwing", "throwing", "if (true) throw new IllegalStateException(\"boom\");", IDENTITY);
        Path failing = plugin("Failing", "failing", "if (true) throw new AssertionError(\"bang\");", IDENTITY);
        plugin("Shouting", "SHOUTING", "", IDENTITY);
        Path damaged = Files.writeString(plugins.resolve("damaged.jar"), "this is not a jar");
        PluginCatalogue catalogue = PluginCatalogue.discover(plugins);
        assertEquals(
                "good", catalogue.find(OracleProvider.class, "good").provider().id());
        assertEquals(
                4, catalogue.problems(OracleProvider.class).size(), catalogue.problems(OracleProvider.class)::toString);
        assertProblem(catalogue, throwing, "boom");
        assertProblem(catalogue, failing, "bang");
        assertProblem(catalogue, plugins.resolve("Shouting.jar"), "malformed id 'SHOUTING'");
        assertProblem(catalogue, damaged, "not a readable jar");
        String message = String.valueOf(
                assertThrows(InvalidArgumentException.class, () -> catalogue.find(OracleProvider.class, "throwing"))
                        .getMessage());
        assertTrue(message.contains("(4 could not be loaded, from " + damaged), message);
    }

    private static void assertProblem(PluginCatalogue catalogue, Path jar, String part) {
        assertEquals(
                1,
                catalogue.problems(OracleProvider.class).stream()
                        .filter(problem ->
                                problem.location().endsWith(jar.getFileName().toString()))
                        .map(Problem::message)
                        .filter(message -> message.contains(part))
                        .count(),
                () -> jar + " with " + part + " in " + catalogue.problems(OracleProvider.class));
    }

    @Test
    void aServiceFileThatNamesNoProviderIsAProblem() throws IOException {
        PluginJar.write(plugins.resolve("x.jar"), work, "X", "package plugin; public final class X {}");
        plugin("Good", "good", "", IDENTITY);
        PluginCatalogue catalogue = PluginCatalogue.discover(plugins);
        assertEquals(
                1, catalogue.problems(OracleProvider.class).size(), catalogue.problems(OracleProvider.class)::toString);
        assertProblem(catalogue, plugins.resolve("x.jar"), "plugin.X not a subtype");
        assertEquals(
                "good", catalogue.find(OracleProvider.class, "good").provider().id());
    }

    @Test
    void ofTwoWithOneIdNoneIsUsedNamingBothPlacesAndTheOthersAre() throws IOException {
        plugin("First", "same", "", IDENTITY);
        plugin("Good", "good", "", IDENTITY);
        plugin("Second", "same", "", IDENTITY);
        PluginCatalogue catalogue = PluginCatalogue.discover(plugins);
        String message = String.valueOf(
                assertThrows(InvalidArgumentException.class, () -> catalogue.find(OracleProvider.class, "same"))
                        .getMessage());
        assertTrue(message.contains("the oracle 'same' has 2 providers"), message);
        assertTrue(message.contains("First.jar") && message.contains("Second.jar"), message);
        assertProblem(catalogue, plugins.resolve("Second.jar"), "First.jar");
        assertEquals(
                List.of("good"),
                catalogue.registrations(OracleProvider.class).stream()
                        .map(found -> found.provider().id())
                        .filter(id -> id.equals("good") || id.equals("same"))
                        .toList());
    }

    @Test
    void aPluginMayNotTakeTheIdOfABuiltInOracle() throws IOException {
        plugin("Taken", "argmax", "", IDENTITY);
        String message = String.valueOf(assertThrows(
                        InvalidArgumentException.class,
                        () -> PluginCatalogue.discover(plugins).find(OracleProvider.class, "argmax"))
                .getMessage());
        assertTrue(message.contains("'argmax'") && message.contains("Taken.jar"), message);
    }

    @Test
    void aProviderThatReturnsNullFailsWithItsName() throws IOException {
        plugin("Nothing", "nothing", "", "return null;");
        PluginCatalogue catalogue = PluginCatalogue.discover(plugins);
        OracleException failed =
                assertThrows(OracleException.class, () -> catalogue.create(OracleProvider.class, "nothing"));
        assertEquals(OracleException.Code.FAILED, failed.code());
    }

    @Test
    void aFileOrAMissingFolderIsNoPluginDirectory() throws IOException {
        Path file = Files.writeString(work.resolve("file"), "");
        for (Path wrong : new Path[] {file, work.resolve("missing")}) {
            String message =
                    String.valueOf(assertThrows(InvalidArgumentException.class, () -> PluginCatalogue.discover(wrong))
                            .getMessage());
            assertTrue(message.contains(wrong + " is not a directory"), message);
        }
    }
}
