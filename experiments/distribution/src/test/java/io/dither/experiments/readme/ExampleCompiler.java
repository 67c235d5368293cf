package io.dither.experiments.readme;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles an example against the class path of the tests, and runs it. */
final class ExampleCompiler {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    /** Shared, so that the jars of the class path are opened once. */
    private static final StandardJavaFileManager MANAGER =
            COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8);

    private static final List<Path> CLASS_PATH = Stream.of(
                    System.getProperty("java.class.path", "").split(File.pathSeparator))
            .map(Path::of)
            .toList();

    private final Path folder;

    ExampleCompiler(Path folder) {
        this.folder = folder;
    }

    /** Compiles; returns what the compiler complains of, nothing where all is well. */
    String compile(JavaExample example) throws IOException {
        Path source = Files.writeString(folder.resolve(example.className() + ".java"), example.unit());
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        MANAGER.setLocationFromPaths(StandardLocation.CLASS_PATH, CLASS_PATH);
        MANAGER.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
        boolean compiles = COMPILER.getTask(
                        null, MANAGER, problems, List.of("-proc:none"), null, MANAGER.getJavaFileObjects(source))
                .call();
        String complaints = problems.getDiagnostics().stream()
                .map(problem -> problem.getKind() + ": " + problem.getMessage(null))
                .collect(Collectors.joining("\n"));
        return compiles ? "" : "does not compile: " + complaints;
    }

    /** Runs the main method of a compiled example; returns what it printed. */
    String run(JavaExample example) throws IOException, ReflectiveOperationException {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        URL[] classes = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, ExampleCompiler.class.getClassLoader());
                PrintStream captured = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            Method main = loader.loadClass(example.className()).getDeclaredMethod("main", String[].class);
            assertTrue(main.trySetAccessible());
            System.setOut(captured);
            main.invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
