package io.dither.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    @Test
    void theExampleCompiles(@TempDir Path classes) throws IOException {
        Matcher example = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme());
        assertTrue(example.find());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        boolean compiled = compiler.getTask(messages, null, null, options, null, List.of(new Source(example.group(1))))
                .call();
        assertTrue(compiled, messages::toString);
        assertTrue(Files.exists(classes.resolve("BestTwoTest.class")));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleIsListedAsTheCodeStatesIt() throws IOException {
        String readme = readme().replace("&lt;", "<").replace("&gt;", ">");
        return OracleContract.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.toString(), () -> {
                    String row = "| " + rule.label() + " | " + rule.title() + " | " + rule.statement() + " |";
                    assertEquals(1, readme.lines().filter(row::equals).count(), () -> "no line " + row);
                }));
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md")).replace("\r\n", "\n");
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///BestTwoTest.java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
