package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line on a class path without the natives of OR-Tools: what needs them says so, and all else works. */
class WithoutNativesTest {
    private static final Pattern SEPARATOR = Pattern.compile(File.pathSeparator, Pattern.LITERAL);
    private static final Pattern NATIVES = Pattern.compile("ortools-(linux|darwin|win32)-");

    @TempDir
    Path folder = Path.of("");

    private static URLClassLoader withoutNatives() {
        URL[] urls = SEPARATOR
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !NATIVES.matcher(entry).find())
                .map(WithoutNativesTest::urlOf)
                .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL urlOf(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Runs the command line as the class loader of this thread has it. */
    private static Outcome run(String... args) throws ReflectiveOperationException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Class<?> modules = Class.forName("[Lcom.google.inject.Module;", false, loader);
        Object code = Class.forName(Dither.class.getName(), true, loader)
                .getMethod("run", List.class, PrintWriter.class, PrintWriter.class, modules)
                .invoke(
                        null,
                        List.of(args),
                        new PrintWriter(out),
                        new PrintWriter(err),
                        java.lang.reflect.Array.newInstance(modules.getComponentType(), 0));
        return new Outcome((Integer) code, out.toString(), err.toString());
    }

    @Test
    void whatNeedsNoNativesWorksAndWhatDoesNamesTheJarToAdd() throws Exception {
        Path program = Files.writeString(folder.resolve("program.mps"), Programs.INFEASIBLE);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader lacking = withoutNatives()) {
            thread.setContextClassLoader(lacking);
            Outcome listed = run("oracles");
            assertEquals(0, listed.code(), listed.toString());
            assertTrue(listed.out().contains("ortools-lp"), listed.out());
            Outcome perturbed = run("perturb", "--oracle=argmax:n=3", "--theta=1,2,3", "--samples=10");
            assertEquals(0, perturbed.code(), perturbed.toString());
            for (String oracle : List.of("ortools-lp:file=" + program, "ortools-mip:file=" + program)) {
                Outcome refused = run("perturb", "--oracle", oracle, "--theta=1,2");
                assertEquals(5, refused.code(), refused.toString());
                String line = refused.err();
                assertEquals(1, line.lines().count(), line);
                assertTrue(line.startsWith("dither: NATIVE_MISSING: the native library of OR-Tools cannot be"), line);
                assertTrue(line.contains("Maybe add the jar of this platform to the class path"), line);
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
