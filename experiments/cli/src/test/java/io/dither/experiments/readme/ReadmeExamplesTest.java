package io.dither.experiments.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The Java examples of the project's README.md compile; those marked by {@code <!-- run -->} also run and print. */
class ReadmeExamplesTest {
    private static final Path README = Path.of(System.getProperty("basedir", ""), "../../README.md");

    @TempDir
    Path folder = Path.of("");

    @Test
    void thereAreExamplesAndOneRuns() throws IOException {
        assertFalse(examples().stream().noneMatch(JavaExample::isRun));
    }

    @TestFactory
    Stream<DynamicTest> examplesCompile() throws IOException {
        return examples().stream()
                .map(example -> DynamicTest.dynamicTest("README.md:" + example.line(), () -> check(example)));
    }

    private void check(JavaExample example) throws IOException, ReflectiveOperationException {
        ExampleCompiler compiler = new ExampleCompiler(Files.createTempDirectory(folder, "example"));
        assertEquals("", compiler.compile(example));
        if (example.isRun()) {
            assertFalse(compiler.run(example).isBlank());
        }
    }

    private static List<JavaExample> examples() throws IOException {
        return JavaExample.in(Files.readString(README));
    }
}
