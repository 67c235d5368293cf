package io.dither.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.PluginCatalogue.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder in which one jar is sound and the others are faulty: each is named with its fault, and the sound one works. */
class PluginFaultsTest {
    private static final String SERVICE = "META-INF/services/io.dither.plugin.PluginModule";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private static final String SOUND = """
            package plugin;
            import io.dither.oracle.*;
            import io.dither.plugin.*;
            import java.util.List;
            public class Sound implements OracleProvider {
                public String id() { return "sound"; }
                public String description() { return "works"; }
                public List<Parameter> parameters() { return List.of(); }
                public LinearOracle create(Parameters p) { return LinearOracle.of(2, theta -> theta); }

                public static class InConstructor extends Sound {
                    public InConstructor() { throw new Error("boom"); }
                }
                public static class InId extends Sound {
                    @Override public String id() { throw new StackOverflowError("boom"); }
                }
                public static class InDescription extends Sound {
                    @Override public String description() { throw new AssertionError("boom"); }
                }
                public static class InParameters extends Sound {
                    @Override public List<Parameter> parameters() { throw new IllegalStateException("boom"); }
                }
                public static class InCreate extends Sound {
                    @Override public String id() { return "throws"; }
                    @Override public LinearOracle create(Parameters p) { throw new Error("boom"); }
                }
                public static class User extends Sound {
                    public User() { Used.call(); }
                }
                static class Used { static void call() {} }
            }
            """;

    @TempDir
    static Path compiled;

    @TempDir
    Path plugins;

    @TempDir
    Path work;

    /** What each faulty jar or folder is to be told of. */
    private final Map<String, String> expected = new TreeMap<>();

    @BeforeAll
    static void compile() throws IOException {
        PluginJar.write(compiled.resolve("Sound.jar"), compiled, "Sound", SOUND);
    }

    @BeforeEach
    void aSoundOne() throws IOException {
        Files.copy(compiled.resolve("Sound.jar"), plugins.resolve("Sound.jar"));
    }

    @AfterEach
    void eachFaultIsNamedOnceAndTheSoundOneWorks() {
        PluginCatalogue catalogue = PluginCatalogue.discover(plugins);
        Map<String, String> told = new TreeMap<>();
        for (Problem problem : catalogue.problems(OracleProvider.class)) {
            String name = plugins.relativize(Path.of(problem.location())).toString();
            assertEquals(null, told.put(name, problem.message()), name);
        }
        assertEquals(expected.keySet(), told.keySet(), told::toString);
        expected.forEach((name, part) -> assertTrue(told.get(name).contains(part), () -> name + ": " + told.get(name)));
        assertEquals(2, catalogue.create(OracleProvider.class, "sound").dimension());
    }

    private void copy(String name, String entry, UnaryOperator<byte[]> change, String message) throws IOException {
        Path jar = Files.copy(plugins.resolve("Sound.jar"), plugins.resolve(name));
        PluginJar.edit(jar, entry, change);
        expected.put(name, message);
    }

    private static UnaryOperator<byte[]> text(String text) {
        return old -> text.getBytes(UTF_8);
    }

    @Test
    void manifestsAndServiceFilesThatAreNone() throws IOException {
        copy("manifest-of-noise.jar", MANIFEST, text("\u0000\u0001 no manifest \u0002\n"), "invalid header field");
        copy(
                "manifest-without-colon.jar",
                MANIFEST,
                text("Manifest-Version: 1.0\nImplementation\n\n"),
                "invalid header");
        copy("no-services.jar", SERVICE, text(""), "it offers no plugin");
        copy("services-of-noise.jar", SERVICE, text("this is \u0000 no class"), "Illegal");
        copy("services-of-nobody.jar", SERVICE, text("plugin.Nobody\n"), "Provider plugin.Nobody not found");
        copy("services-of-no-provider.jar", SERVICE, text("java.lang.String\n"), "names no class of this jar");
        copy("misnamed.jar", SERVICE, text(""), "names only io.dither.plugin.PluginModules");
        PluginJar.edit(plugins.resolve("misnamed.jar"), SERVICE + "s", text("plugin.Sound"));
    }

    @Test
    void classesThatAreMissingDamagedOrOfAnotherJava() throws IOException {
        copy(
                "user.jar",
                SERVICE,
                text("plugin.Sound$User"),
                "NoClassDefFoundError: plugin/Sound$Used). Maybe it was built for another");
        PluginJar.edit(plugins.resolve("user.jar"), "plugin/Sound$Used.class", text(""));
        String sound = "plugin/Sound.class";
        copy("later-java.jar", sound, old -> version(old, 99), "Maybe run it with a later Java");
        copy("cut.jar", sound, old -> Arrays.copyOf(old, old.length / 2), "ClassFormatError");
        copy("noise.jar", sound, text("this is not a class"), "ClassFormatError");
        copy("absent.jar", sound, text(""), "Provider plugin.Sound not found");
    }

    private static byte[] version(byte[] classFile, int major) {
        classFile[7] = (byte) major;
        return classFile;
    }

    @Test
    void filesThatAreNoArchives() throws IOException {
        byte[] sound = Files.readAllBytes(plugins.resolve("Sound.jar"));
        Files.write(plugins.resolve("cut.jar"), Arrays.copyOf(sound, sound.length / 2));
        Files.write(plugins.resolve("EMPTY.JAR"), new byte[0]);
        Files.createDirectories(plugins.resolve("folder/below"));
        Files.createSymbolicLink(plugins.resolve("dangling.jar"), plugins.resolve("gone.jar"));
        Files.createDirectory(plugins.resolve(".hidden"));
        Files.writeString(plugins.resolve("notes.txt"), "no plugin");
        expected.put("cut.jar", "not a readable jar");
        expected.put("EMPTY.JAR", "not a readable jar: zip file is empty");
        expected.put("folder", "a folder without jars");
        expected.put("dangling.jar", "not a readable jar");
    }

    @Test
    void aFlippedByteAnywhereIsNamedOrOfNoConsequence() throws IOException {
        byte[] sound = Files.readAllBytes(plugins.resolve("Sound.jar"));
        Files.delete(plugins.resolve("Sound.jar"));
        int alone =
                PluginCatalogue.discover().registrations(OracleProvider.class).size();
        for (int i = 0; i < sound.length; i += 97) {
            byte[] flipped = sound.clone();
            flipped[i] ^= (byte) 0x55;
            // a new name each time, for Java keeps what it knows of a jar
            Path file = Files.write(plugins.resolve("flipped" + i + ".jar"), flipped);
            PluginCatalogue catalogue = PluginCatalogue.discover(plugins);
            int more = catalogue.registrations(OracleProvider.class).size() - alone;
            assertEquals(1, more + catalogue.problems(OracleProvider.class).size(), "byte " + i);
            Files.delete(file);
        }
        aSoundOne();
    }

    @Test
    void whateverAProviderThrowsWherever() throws IOException {
        for (String where : List.of("InConstructor", "InId", "InDescription", "InParameters")) {
            copy(where + ".jar", SERVICE, text("plugin.Sound$" + where), "boom");
        }
    }

    @Test
    void whatCreateThrowsNamesTheJar() throws IOException {
        Path jar = Files.copy(compiled.resolve("Sound.jar"), plugins.resolve("throws.jar"));
        PluginJar.edit(jar, SERVICE, text("plugin.Sound$InCreate"));
        PluginCatalogue catalogue = PluginCatalogue.discover(plugins);
        OracleException failed =
                assertThrows(OracleException.class, () -> catalogue.create(OracleProvider.class, "throws"));
        String message = String.valueOf(failed.getMessage());
        assertEquals(OracleException.Code.FAILED, failed.code());
        assertTrue(message.contains("throws.jar failed: Error: boom"), message);
    }

    /** The contract as another version might have it: without parameters, and with something more. */
    private static final String OTHER = """
            package io.dither.oracle;
            public interface OracleProvider {
                static String more() { return ""; }
                String id();
                String description();
                LinearOracle create(io.dither.plugin.Parameters p);
            }
            """;

    @Test
    void builtAgainstAnotherVersionOfTheContract() throws IOException {
        String here = System.getProperty("java.class.path");
        Path other = PluginJar.compile(work, "OracleProvider", OTHER, here);
        String strangers = """
                package plugin;
                import io.dither.oracle.*;
                public class Older implements OracleProvider {
                    public String id() { return "older"; }
                    public String description() { return "knows of no parameters"; }
                    public LinearOracle create(io.dither.plugin.Parameters p) { return null; }
                    public static class Later extends Older {
                        @Override public String description() { return OracleProvider.more(); }
                    }
                }
                """;
        Path jar = plugins.resolve("older.jar");
        PluginJar.writeAgainst(other + File.pathSeparator + here, jar, work, "Older", strangers);
        PluginJar.edit(Files.copy(jar, plugins.resolve("later.jar")), SERVICE, text("plugin.Older$Later"));
        expected.put("later.jar", "NoSuchMethodError: 'java.lang.String io.dither.oracle.OracleProvider.more()'");
        expected.put("older.jar", "AbstractMethodError");
    }
}
