package io.dither.experiments.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The Java examples of the READMEs and guides compile, outside the root those with imports; those marked by {@code <!-- run -->} also run and print. */
class ReadmeExamplesTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", ""), "../..");

    private static final List<String> OTHERS = List.of(
            "api",
            "experiments/harness",
            "losses",
            "losses/data",
            "losses/integrations/djl",
            "losses/integrations/guice",
            "losses/learn",
            "losses/trees",
            "solvers-jgrapht",
            "solvers-ortools",
            "testing");

    @TempDir
    Path folder = Path.of("");

    @Test
    void thereAreExamplesAndOneRuns() throws IOException {
        assertFalse(examples("README.md").stream().noneMatch(JavaExample::isRun));
    }

    @TestFactory
    Stream<DynamicTest> examplesCompile() throws IOException {
        return tests("README.md", examples("README.md"));
    }

    /** Excerpts show the lines that matter; what brings its imports is whole. */
    @TestFactory
    List<DynamicTest> wholeExamplesOfModulesCompile() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        List<String> files = new ArrayList<>(
                OTHERS.stream().map(module -> module + "/README.md").toList());
        for (String pages : List.of("docs/guides", "docs/learn")) {
            try (Stream<Path> paths = Files.list(ROOT.resolve(pages))) {
                paths.filter(path -> path.toString().endsWith(".md"))
                        .map(path -> ROOT.relativize(path).toString())
                        .sorted()
                        .forEach(files::add);
            }
        }
        for (String file : files) {
            List<JavaExample> whole = examples(file).stream()
                    .filter(example -> example.code().contains("import "))
                    .toList();
            tests.addAll(tests(file, whole).toList());
        }
        return tests;
    }

    private Stream<DynamicTest> tests(String file, List<JavaExample> examples) {
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest(file + ":" + example.line(), () -> check(example)));
    }

    private void check(JavaExample example) throws IOException, ReflectiveOperationException {
        ExampleCompiler compiler = new ExampleCompiler(Files.createTempDirectory(folder, "example"));
        assertEquals("", compiler.compile(example));
        if (example.isRun()) {
            assertFalse(compiler.run(example).isBlank());
        }
    }

    private static List<JavaExample> examples(String file) throws IOException {
        return JavaExample.in(Files.readString(ROOT.resolve(file)));
    }
}
