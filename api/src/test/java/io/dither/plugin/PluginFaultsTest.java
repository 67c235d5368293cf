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
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder in which one jar is sound and the others are faulty: each is named with its fault, and the sound one works. */
class PluginFaultsTest {
    private static final String IDENTITY = "return LinearOracle.of(2, theta -> theta);";
    private static final String SERVICE = "META-INF/services/io.dither.oracle.OracleProvider";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    @TempDir
    Path plugins;

    @TempDir
    Path work;

    /** What each faulty jar or folder is to be told of. */
    private final Map<String, String> expected = new TreeMap<>();

    @BeforeEach
    void aSoundOne() throws IOException {
        PluginJar.write(plugins.resolve("Sound.jar"), work, "Sound", PluginJar.source("Sound", "sound", "", IDENTITY));
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
        copy("services-of-no-provider.jar", SERVICE, text("java.lang.String\n"), "names no class of its own");
        Path misnamed = Files.copy(plugins.resolve("Sound.jar"), plugins.resolve("misnamed.jar"));
        PluginJar.edit(misnamed, SERVICE + "s", text("plugin.Sound"));
        PluginJar.edit(misnamed, SERVICE, text(""));
        expected.put("misnamed.jar", "names only io.dither.oracle.OracleProviders");
    }

    @Test
    void classesThatAreMissingDamagedOrOfAnotherJava() throws IOException {
        String used =
                PluginJar.source("User", "user", "Used.call();", IDENTITY) + "class Used { static void call() {} }";
        PluginJar.write(plugins.resolve("User.jar"), work, "User", used);
        PluginJar.edit(plugins.resolve("User.jar"), "plugin/Used.class", text(""));
        expected.put(
                "User.jar", "NoClassDefFoundError: plugin/Used). Maybe it was built for another version of Dither");
        String sound = "plugin/Sound.class";
        copy("later-java.jar", sound, old -> version(old, 99), "Maybe run it with a later Java");
        copy("cut.jar", sound, old -> Arrays.copyOf(old, old.length / 2), "ClassFormatError");
        copy("noise.jar", sound, text("this is no class"), "ClassFormatError");
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
        Path jar = plugins.resolve("Flip.jar");
        PluginJar.write(jar, work, "Flip", PluginJar.source("Flip", "flip", "", IDENTITY));
        byte[] sound = Files.readAllBytes(jar);
        Files.delete(jar);
        int alone = PluginCatalogue.discover(plugins)
                .registrations(OracleProvider.class)
                .size();
        for (int i = 0; i < sound.length; i += 37) {
            byte[] flipped = sound.clone();
            flipped[i] ^= (byte) 0x55;
            // a new name each time, for Java keeps what it knows of a jar
            Path file = Files.write(plugins.resolve("flipped" + i + ".jar"), flipped);
            PluginCatalogue catalogue = PluginCatalogue.discover(plugins);
            int more = catalogue.registrations(OracleProvider.class).size() - alone;
            assertEquals(1, more + catalogue.problems(OracleProvider.class).size(), "byte " + i);
            Files.delete(file);
        }
    }

    @Test
    void whateverAProviderThrowsWherever() throws IOException {
        Map<String, String> throwing = Map.of(
                "constructor",
                "Error",
                "id",
                "StackOverflowError",
                "description",
                "Error",
                "parameters",
                "AssertionError");
        for (Map.Entry<String, String> one : throwing.entrySet()) {
            String type = "In" + one.getKey();
            String boom = "if (true) throw new " + one.getValue() + "(\"boom\");";
            String inConstructor = one.getKey().equals("constructor") ? boom : "";
            String source = PluginJar.source(type, "x", inConstructor, IDENTITY)
                    .replace(" " + one.getKey() + "() {", " " + one.getKey() + "() { " + boom);
            PluginJar.write(plugins.resolve(type + ".jar"), work, type, source);
            expected.put(type + ".jar", "boom");
        }
    }

    @Test
    void whatCreateThrowsNamesTheJar() throws IOException {
        String boom = "if (true) throw new Error(\"boom\"); return null;";
        PluginJar.write(plugins.resolve("Throws.jar"), work, "Throws", PluginJar.source("Throws", "throws", "", boom));
        PluginCatalogue catalogue = PluginCatalogue.discover(plugins);
        OracleException failed =
                assertThrows(OracleException.class, () -> catalogue.create(OracleProvider.class, "throws"));
        String message = String.valueOf(failed.getMessage());
        assertEquals(OracleException.Code.FAILED, failed.code());
        assertTrue(message.contains("Throws.jar failed: Error: boom"), message);
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
        String later =
                PluginJar.source("Later", "later", "", IDENTITY).replace("\"a plugin\"", "OracleProvider.more()");
        String older = PluginJar.source("Older", "older", "", IDENTITY)
                .replace("List<Parameter> parameters()", "void no()")
                .replace("return List.of();", "");
        Path jars = plugins;
        PluginJar.writeAgainst(other + File.pathSeparator + here, jars.resolve("Later.jar"), work, "Later", later);
        PluginJar.writeAgainst(other + File.pathSeparator + here, jars.resolve("Older.jar"), work, "Older", older);
        expected.put("Later.jar", "NoSuchMethodError: 'java.lang.String io.dither.oracle.OracleProvider.more()'");
        expected.put("Older.jar", "AbstractMethodError");
    }
}
