package io.dither.experiments.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dither.experiments.readme.Guide.Block;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the guides print what the guides show, in an empty folder; each guide is short and linked. */
class GuidesTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", ""), "../..");
    private static final Path GUIDES = ROOT.resolve("docs/guides");
    private static final String DATA = "DITHER_DATA";
    private static final int MOST_WORDS = 600;

    /** Those that take longer than a few seconds. */
    private static final Set<String> LONG = Set.of(
            "choices-among-offers.md",
            "every-night.md",
            "explaining-a-weight.md",
            "from-pandas.md",
            "is-my-model-right.md",
            "little-data.md",
            "on-a-cluster.md",
            "rosters.md");

    @TempDir
    private Path folder;

    private static List<Guide> guides() throws IOException {
        List<Guide> guides = new ArrayList<>();
        try (Stream<Path> files = Files.list(GUIDES)) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".md")) {
                    guides.add(Guide.read(file));
                }
            }
        }
        return guides;
    }

    @Test
    void guidesAreShortAndLinked() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        assertEquals(16, guides().size());
        for (Guide guide : guides()) {
            assertTrue(guide.words() < MOST_WORDS, guide.name() + " has " + guide.words() + " words");
            assertTrue(readme.contains("guides/" + guide.name() + ")"), "README.md lacks a link to " + guide.name());
        }
    }

    @TestFactory
    Stream<DynamicTest> commandsPrintWhatIsShown() throws IOException {
        return guides().stream().filter(guide -> !LONG.contains(guide.name())).map(this::test);
    }

    @Tag("long")
    @TestFactory
    Stream<DynamicTest> commandsOfLongGuidesPrintWhatIsShown() throws IOException {
        return guides().stream().filter(guide -> LONG.contains(guide.name())).map(this::test);
    }

    private DynamicTest test(Guide guide) {
        return DynamicTest.dynamicTest(guide.name(), () -> check(guide));
    }

    private void check(Guide guide) throws IOException, InterruptedException, ExecutionException {
        assumeTrue(
                System.getenv(DATA) != null
                        || guide.blocks().stream()
                                .noneMatch(block -> block.text().contains(DATA)),
                DATA + " names no folder of data");
        Path place = Files.createDirectory(folder.resolve(guide.name()));
        String printed = "";
        try (GuideShell shell = new GuideShell(place, ROOT)) {
            for (Block block : guide.blocks()) {
                if (block.kind().equals("sh")) {
                    printed = shell.run(block.text());
                    assertFalse(printed.contains("exit code "), guide.name() + ":" + block.line() + "\n" + printed);
                } else if (block.kind().equals("py")) {
                    assumeTrue(hasPandas(), "there is no pandas");
                    printed = python(shell.place("."), block.text());
                } else if (block.kind().isEmpty()) {
                    assertShown(guide, block, printed);
                } else if (block.kind().startsWith("page ")) {
                    assertShown(guide, block, page(shell.place(block.kind().substring("page ".length()))));
                }
            }
        }
    }

    private static boolean hasPandas() throws IOException, InterruptedException {
        return python(Path.of("."), "import pandas; print('yes')").equals("yes\n");
    }

    private static String python(Path place, String program) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder("/usr/bin/python3", "-c", program)
                    .directory(place.toFile())
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? printed : "exit code " + process.exitValue() + "\n" + printed;
        } catch (IOException none) {
            return "no Python: " + none.getMessage();
        }
    }

    private static String page(Path file) throws IOException {
        return Files.readString(file).replaceAll("</(p|h[1-6]|td)>", "\n").replaceAll("<[^>]+>", "");
    }

    private static void assertShown(Guide guide, Block block, String printed) {
        String missing = Guide.missing(block.text(), printed);
        assertEquals(
                "", missing, () -> guide.name() + ":" + block.line() + " shows this line, but there was\n" + printed);
    }

    @Test
    void aLineThatIsNotPrintedIsFound() {
        assertEquals("", Guide.missing("a  1\n...\nc", "a  1\nb\n  c\n"));
        assertEquals("a 2", Guide.missing("a 2", "a  1\n"));
        assertEquals("a", Guide.missing("b\na", "a\nb\n"));
        assertEquals(
                List.of("dither learn  --out b", "cat > f <<'END'\nx\nEND\n", "cd d"),
                GuideShell.commands("dither learn \\\n --out b\n# no\ncat > f <<'END'\nx\nEND\n\ncd d"));
    }
}
