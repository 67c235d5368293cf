package io.dither.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.noise.NoiseProvider;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.PluginCatalogue.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory whose jars bring oracles and noises. */
class MixedPluginTest {
    @TempDir
    Path plugins;

    @TempDir
    Path work;

    private void noise(String type, String id, String inConstructor, String parameters, String noise)
            throws IOException {
        String source = """
                package plugin;
                import io.dither.noise.*;
                import io.dither.oracle.*;
                import io.dither.plugin.*;
                import java.util.List;
                public final class %s implements NoiseProvider {
                    public %s() { %s }
                    public String id() { return "%s"; }
                    public String description() { return "a plugin"; }
                    public List<Parameter> parameters() { return List.of(%s); }
                    public Noise create(Parameters p) { return %s; }
                }
                """.formatted(type, type, inConstructor, id, parameters, noise);
        PluginJar.write(plugins.resolve(type + ".jar"), work, type, source);
    }

    private void oracle(String type, String id) throws IOException {
        String source = PluginJar.source(type, id, "", "return LinearOracle.of(2, theta -> theta);");
        PluginJar.write(plugins.resolve(type + ".jar"), work, type, source);
    }

    @Test
    void aJarOffersANoiseAndABrokenOneIsAProblem() throws IOException {
        noise("Good", "good", "", "", "Noise.logistic()");
        noise("Throwing", "throwing", "if (true) throw new IllegalStateException(\"boom\");", "", "Noise.logistic()");
        Files.writeString(plugins.resolve("damaged.jar"), "this is not a jar");
        PluginCatalogue catalogue = PluginCatalogue.discover(plugins);
        assertEquals("logistic", catalogue.create(NoiseProvider.class, "good").name());
        assertEquals("1.2.3", catalogue.find(NoiseProvider.class, "good").version());
        assertEquals(
                List.of("damaged.jar", "Throwing.jar"),
                catalogue.problems(NoiseProvider.class).stream()
                        .map(problem ->
                                Path.of(problem.location()).getFileName().toString())
                        .toList());
        assertEquals(1, catalogue.problems(OracleProvider.class).size());
    }

    @Test
    void oraclesAndNoisesMayShareAnId() throws IOException {
        noise("Noisy", "both", "", "", "Noise.logistic()");
        oracle("Solving", "both");
        PluginCatalogue catalogue = PluginCatalogue.discover(plugins);
        assertEquals("logistic", catalogue.create(NoiseProvider.class, "both").name());
        assertEquals(2, catalogue.create(OracleProvider.class, "both").dimension());
    }

    @Test
    void aPluginMayNotTakeTheIdOfABuiltInNoise() throws IOException {
        noise("Taken", "laplace", "", "", "Noise.logistic()");
        PluginCatalogue catalogue = PluginCatalogue.discover(plugins);
        String message = String.valueOf(
                assertThrows(InvalidArgumentException.class, () -> catalogue.create(NoiseProvider.class, "laplace"))
                        .getMessage());
        assertTrue(message.contains("'laplace'") && message.contains("Taken.jar"), message);
        assertEquals("gumbel", catalogue.create(NoiseProvider.class, "gumbel").name());
    }

    /** The two providers count in one static field what was made of them, which two class loaders would hold twice. */
    @Test
    void aJarWithTwoKindsIsLoadedOnce() throws IOException {
        String source = """
                package plugin;
                import io.dither.noise.*;
                import io.dither.oracle.*;
                import io.dither.plugin.*;
                public final class Two {
                    static int made;
                    public static final class Solves extends Recipe<LinearOracle> implements OracleProvider {
                        public Solves() { super("two", "solves", p -> LinearOracle.of(++made, theta -> theta)); }
                    }
                    public static final class Draws extends Recipe<Noise> implements NoiseProvider {
                        public Draws() { super("two", "draws", p -> Noise.sumOfGamma(++made, 1)); }
                    }
                }
                """;
        PluginJar.write(plugins.resolve("two.jar"), work, "Two", source, List.of("Two$Solves", "Two$Draws"));
        PluginCatalogue catalogue = PluginCatalogue.discover(plugins);
        assertSame(loader(catalogue, OracleProvider.class), loader(catalogue, NoiseProvider.class));
        assertEquals(1, catalogue.create(OracleProvider.class, "two").dimension());
        assertEquals(
                "sum-of-gamma", catalogue.create(NoiseProvider.class, "two").name());
        PluginCatalogue more = catalogue.with(List.of(new StubProvider("own", List.of(), p -> fails())));
        assertEquals(3, more.create(OracleProvider.class, "two").dimension());
    }

    @Test
    void aModuleListsPluginsOfTwoKindsWithTheJarTheyComeFrom() throws IOException {
        String source = """
                package plugin;
                import io.dither.noise.*;
                import io.dither.oracle.*;
                import io.dither.plugin.*;
                import java.util.List;
                public final class Listing implements PluginModule {
                    public List<Plugin> plugins() {
                        return List.of(OracleProvider.of("listed", "solves", p -> LinearOracle.of(2, theta -> theta)), NoiseProvider.of("listed", "draws", p -> Noise.logistic()));
                    }
                }
                """;
        PluginJar.write(plugins.resolve("listing.jar"), work, "Listing", source);
        PluginJar.write(
                plugins.resolve("Silent.jar"),
                work,
                "Silent",
                source.replace("Listing", "Silent").replace("List.of(", "null; // ("));
        PluginCatalogue catalogue = PluginCatalogue.discover(plugins);
        for (Class<? extends Plugin> kind : List.of(OracleProvider.class, NoiseProvider.class)) {
            Registration<? extends Plugin> found = catalogue.find(kind, "listed");
            assertEquals("plugin.Listing 1.2.3", found.module() + " " + found.version());
            assertTrue(found.location().endsWith("listing.jar"), found.location());
            assertEquals(1, catalogue.problems(kind).size());
            assertTrue(catalogue.problems(kind).get(0).location().endsWith("Silent.jar"));
        }
        assertEquals(2, catalogue.create(OracleProvider.class, "listed").dimension());
    }

    private static LinearOracle fails() {
        throw new AssertionError("nobody asks for it");
    }

    private static ClassLoader loader(PluginCatalogue catalogue, Class<? extends Plugin> kind) {
        return catalogue.find(kind, "two").provider().getClass().getClassLoader();
    }

    @Test
    void anOracleInTheTextOfANoiseIsOneOfTheDirectory() throws IOException {
        oracle("Solving", "of-plugin");
        noise(
                "Following",
                "following",
                "",
                "Parameter.of(\"of\", OracleProvider.class, \"an oracle\")",
                "Noise.sumOfGamma(p.create(\"of\", OracleProvider.class).dimension(), 1)");
        PluginCatalogue catalogue = PluginCatalogue.discover(plugins);
        assertEquals(
                "sum-of-gamma",
                catalogue
                        .create(NoiseProvider.class, "following:of=(product:of=(of-plugin;argmax:n=3))")
                        .name());
    }
}
