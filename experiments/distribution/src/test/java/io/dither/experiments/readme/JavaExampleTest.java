package io.dither.experiments.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The finder and the compiler of examples, on texts that are right and wrong. */
class JavaExampleTest {
    private static final String TEXT = """
            # Title
            <!-- run -->
            ```java
            import java.util.List;

            System.out.println(List.of(1, 2));
            ```
            ```
            ```java is not what this block holds
            ```

            Text.
            ```java
            final class Whole {
                public static void main(String[] args) {
                    System.out.println(args.length);
                }
            }
            ```
            <!-- run -->
            More text.
            ```java
            int x = "text";
            ```
            """;

    @TempDir
    Path folder = Path.of("");

    private final List<JavaExample> examples = JavaExample.in(TEXT);

    @Test
    void findsJavaBlocksOnly() {
        assertEquals(
                List.of(3, 13, 22), examples.stream().map(JavaExample::line).toList());
        assertEquals(
                List.of(true, false, false),
                examples.stream().map(JavaExample::isRun).toList());
        assertEquals(
                List.of("Line3", "Whole", "Line22"),
                examples.stream().map(JavaExample::className).toList());
        assertEquals(List.of(), JavaExample.in("# no code\n```\nmvn -q verify\n```\n"));
    }

    @Test
    void runsASnippetWithImports() throws IOException, ReflectiveOperationException {
        ExampleCompiler compiler = new ExampleCompiler(folder);
        assertEquals("", compiler.compile(examples.get(0)));
        assertEquals("[1, 2]", compiler.run(examples.get(0)).strip());
    }

    @Test
    void runsAWholeUnit() throws IOException, ReflectiveOperationException {
        ExampleCompiler compiler = new ExampleCompiler(folder);
        assertEquals("", compiler.compile(examples.get(1)));
        assertEquals("0", compiler.run(examples.get(1)).strip());
    }

    @Test
    void saysWhatDoesNotCompile() throws IOException {
        String complaint = new ExampleCompiler(folder).compile(examples.get(2));
        assertTrue(complaint.startsWith("does not compile: ERROR: incompatible types"), complaint);
    }
}
