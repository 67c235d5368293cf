package io.dither.experiments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script in a checkout of its own, with a Java that prints how it is called and a Maven that builds nothing. */
@DisabledOnOs(OS.WINDOWS)
class LauncherScriptTest {
    private static final String LAUNCHER = "src/main/launcher/dither";

    /** Answers its version, and otherwise prints how it is called. */
    private static final String JAVA = """
            #!/bin/sh
            case $* in
            *-XshowSettings*) echo "    java.specification.version = 17" >&2 ;;
            *) echo "$@" ;;
            esac
            """;

    @TempDir
    Path folder = Path.of("");

    private Path root = folder;
    private Path target = folder;

    @BeforeEach
    void aCheckout() throws IOException {
        root = Files.createDirectories(folder.toRealPath().resolve("checkout"));
        target = root.resolve("experiments/distribution/target");
        script("dither", Files.readString(Path.of("../../dither")));
        script("experiments/distribution/" + LAUNCHER, Files.readString(Path.of(LAUNCHER)));
        script("tools/bin/java", JAVA);
        script("tools/bin/mvn", "#!/bin/sh\necho '[ERROR] no network'\nexit 1\n");
        for (String module :
                List.of("api", "losses", "testing", "solvers-ortools", "solvers-jgrapht", "experiments/distribution")) {
            Files.createDirectories(root.resolve(module));
        }
        Files.writeString(root.resolve("pom.xml"), "");
    }

    private void script(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        assertTrue(Files.writeString(file, text).toFile().setExecutable(true));
    }

    private void built(String classPath) throws IOException {
        Files.createDirectories(target);
        Path jar = root.resolve("experiments/cli/target/dither.jar");
        Files.createDirectories(jar.resolveSibling(""));
        Files.writeString(jar, "");
        for (String part : List.of("core", "networks", "parquet", "trees", "maps")) {
            Files.writeString(target.resolve("classpath-" + part + ".txt"), classPath);
        }
    }

    private Outcome run() throws IOException, InterruptedException {
        return run("");
    }

    private Outcome run(String ownClassPath) throws IOException, InterruptedException {
        return run(ownClassPath, List.of("sh", root.resolve("dither").toString(), "perturb"));
    }

    private Outcome launch(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(arguments));
        return run("", command);
    }

    private Outcome run(String ownClassPath, List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", root.resolve("tools").toString());
        builder.environment().put("PATH", root.resolve("tools/bin") + ":/usr/bin:/bin");
        builder.environment().remove("DITHER_JAVA_OPTS");
        builder.environment().remove("XDG_CACHE_HOME");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("DITHER_CLASSPATH", ownClassPath);
        Process process = builder.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Outcome(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    @Test
    void whatIsBuiltRunsWhereNoLogCanBeKept() throws Exception {
        built("/lib/a.jar:" + root + "/api/target/api.jar");
        Files.createDirectories(target.resolve("java.log"));
        Outcome outcome = run();
        assertEquals(0, outcome.code(), outcome.toString());
        assertTrue(outcome.out().endsWith("io.dither.experiments.Dither perturb\n"), outcome.out());
        assertTrue(outcome.out().contains("-cp /lib/a.jar:" + root), outcome.out());
        assertEquals("", outcome.err());
    }

    @Test
    void theClassPathOfACheckoutWhosePathEndsLikeThisOneIsNotTaken() throws Exception {
        built("/elsewhere" + root + "/api/target/api.jar");
        Outcome outcome = run();
        assertEquals(5, outcome.code(), outcome.toString());
        assertTrue(
                outcome.err().contains("dither: no network\ndither: the build failed; its output is in "),
                outcome.err());
    }

    @Test
    void whatIsBuiltForThisCheckoutAloneIsTaken() throws Exception {
        built(root + "/api/target/api.jar");
        Outcome outcome = run("/own/a.jar:/own/b.jar");
        assertEquals(0, outcome.code());
        assertTrue(outcome.out().contains("-cp /own/a.jar:/own/b.jar:" + root), outcome.out());
    }

    @Test
    void aBuildTellsWhereItIs() throws Exception {
        built("");
        String classPath = root + "/api.jar";
        script("tools/bin/mvn", """
                #!/bin/sh
                echo '[INFO] Building Dither API 0.1.0-SNAPSHOT       [4/17]'
                echo '[INFO] Building jar: /somewhere/api.jar'
                echo '[INFO] Building Dither 2: Losses 0.1.0-SNAPSHOT [5/17]'
                for part in core networks parquet trees maps; do echo '%s' >experiments/distribution/target/classpath-$part.txt; done
                """.formatted(classPath));
        Outcome outcome = run();
        assertEquals(0, outcome.code(), outcome.toString());
        assertEquals(
                "dither: building (once; a minute or two the first time) ...\ndither: building 5/17: Dither 2: Losses\n",
                outcome.err());
        assertTrue(Files.readString(target.resolve("launcher-build.log")).contains("[4/17]"));
        assertEquals("", run().err());
    }

    @Test
    void aCallThatWaitsForAnotherBuildSaysSo() throws Exception {
        Process otherBuild = new ProcessBuilder("sh", "-c", "read line").start();
        Path lock = Files.createDirectories(target.resolve("launcher-build.lock"));
        Files.writeString(lock.resolve("pid"), otherBuild.pid() + "\n");
        ProcessBuilder builder = new ProcessBuilder("sh", root.resolve("dither").toString(), "perturb");
        builder.environment().put("PATH", root.resolve("tools/bin") + ":/usr/bin:/bin");
        Process call = builder.start();
        try (BufferedReader err = call.errorReader(UTF_8)) {
            assertEquals("dither: waiting for the build by process " + otherBuild.pid() + " ...", err.readLine());
            otherBuild.destroy();
            assertTrue(otherBuild.waitFor(60, TimeUnit.SECONDS));
            assertTrue(err.lines().toList().contains("dither: no network"));
        }
        assertTrue(call.waitFor(60, TimeUnit.SECONDS));
        assertEquals(5, call.exitValue());
    }

    @Test
    void whatMustBeBuiltWhereNothingCanBeWrittenSaysSo() throws Exception {
        Files.writeString(target, "a file where the folder would be");
        Outcome outcome = run();
        assertEquals(5, outcome.code(), outcome.toString());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertTrue(outcome.err().contains("it must be built first, but " + root + " cannot be written"), outcome.err());
        assertFalse(outcome.out().contains("Dither"), outcome.out());
    }

    @Test
    void anOldJavaIsNamed() throws Exception {
        built(root + "/api/target/api.jar");
        script("tools/bin/java", JAVA.replace("= 17", "= 1.8"));
        Outcome outcome = run();
        assertEquals(5, outcome.code(), outcome.toString());
        assertEquals(
                "dither: " + root + "/tools/bin/java is Java 1.8, but 17 or later is needed. Maybe set JAVA_HOME.\n",
                outcome.err());
    }

    @Test
    void anUnpackedFolderTakesItsJarsFromLib() throws Exception {
        Path home = root.resolve("unpacked folder");
        script("unpacked folder/bin/dither", Files.readString(Path.of(LAUNCHER)));
        Files.createDirectories(home.resolve("lib/core"));
        Outcome outcome = launch(home.resolve("bin/dither"), "learn", "--data", "trips.parquet", "--map", "a.osm");
        assertEquals(0, outcome.code(), outcome.toString());
        String jars = home + "/lib/core/*:" + home + "/lib/ortools-";
        assertTrue(outcome.out().contains("-cp " + jars), outcome.out());
        assertTrue(outcome.out().contains(":" + home + "/lib/parquet/*:" + home + "/lib/maps/*"), outcome.out());
        Outcome cluster = launch(home.resolve("bin/dither"), "learn", "--master", "local[2]");
        assertEquals(
                "dither: Spark is no part of this folder. Maybe run --master from the source tree.\n", cluster.err());
    }
}
