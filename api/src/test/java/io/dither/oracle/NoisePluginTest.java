package io.dither.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.noise.NoiseProvider;
import io.dither.noise.NoiseRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoisePluginTest {
    @TempDir
    Path plugins;

    @TempDir
    Path work;

    private void plugin(String type, String id, String inConstructor) throws IOException {
        String source = """
                package plugin;
                import io.dither.noise.*;
                import io.dither.oracle.*;
                import java.util.List;
                public final class %s implements NoiseProvider {
                    public %s() { %s }
                    public String id() { return "%s"; }
                    public String description() { return "a plugin"; }
                    public List<Parameter> parameters() { return List.of(); }
                    public Noise create(Parameters p) { return Noise.logistic(); }
                }
                """.formatted(type, type, inConstructor, id);
        PluginJar.write(plugins.resolve(type + ".jar"), work, type, source, NoiseProvider.class);
    }

    @Test
    void aJarOffersANoiseAndABrokenOneIsAProblem() throws IOException {
        plugin("Good", "good", "");
        plugin("Throwing", "throwing", "if (true) throw new IllegalStateException(\"boom\");");
        Files.writeString(plugins.resolve("damaged.jar"), "this is no jar");
        NoiseRegistry registry = NoiseRegistry.discover(plugins);
        assertEquals("logistic", registry.create("good").name());
        assertEquals("1.2.3", registry.find("good").version());
        assertEquals(2, registry.problems().size(), registry.problems()::toString);
    }

    @Test
    void oraclesAndNoisesShareADirectoryAndMayShareAnId() throws IOException {
        plugin("Noisy", "both", "");
        String oracle = PluginJar.source("Solving", "both", "", "return LinearOracle.of(2, theta -> theta);");
        PluginJar.write(plugins.resolve("Solving.jar"), work, "Solving", oracle);
        assertEquals("logistic", NoiseRegistry.discover(plugins).create("both").name());
        assertEquals(2, OracleRegistry.discover(plugins).create("both").dimension());
    }

    @Test
    void aPluginMayNotTakeTheIdOfABuiltInNoise() throws IOException {
        plugin("Taken", "laplace", "");
        String message =
                String.valueOf(assertThrows(InvalidArgumentException.class, () -> NoiseRegistry.discover(plugins))
                        .getMessage());
        assertTrue(message.contains("'laplace'") && message.contains("Taken.jar"), message);
    }
}
