package io.dither.experiments.readme;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
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
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles an example against the class path of the tests, and runs it. */
final class ExampleCompiler {
    private final Path folder;

    ExampleCompiler(Path folder) {
        this.folder = folder;
    }

    /** Compiles; returns what the compiler complains of, nothing where all is well. */
    String compile(JavaExample example) throws IOException {
        Path source = Files.writeString(folder.resolve(example.className() + ".java"), example.unit());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options =
                List.of("-proc:none", "-d", folder.toString(), "-classpath", System.getProperty("java.class.path", ""));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, StandardCharsets.UTF_8)) {
            boolean compiles = compiler.getTask(null, files, problems, options, null, files.getJavaFileObjects(source))
                    .call();
            String complaints = problems.getDiagnostics().stream()
                    .map(problem -> problem.getKind() + ": " + problem.getMessage(null))
                    .collect(Collectors.joining("\n"));
            return compiles ? "" : "does not compile: " + complaints;
        }
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
