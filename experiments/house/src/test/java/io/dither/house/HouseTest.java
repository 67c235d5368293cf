package io.dither.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The drawing of ARCHITECTURE.md is that of the code: each package of each module with the packages that it names. Run with
 * {@code DITHER_UPDATE=1} in the environment to draw it anew.
 */
class HouseTest {
    private static final Path DRAWING = Modules.ROOT.resolve("docs/ARCHITECTURE.md");

    /** One line per package, by module, with the packages that it names. */
    @Test
    void theDrawingIsThatOfTheCode() throws IOException {
        StringBuilder drawing = new StringBuilder();
        Set<String> packages =
                Modules.classes().stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        for (String module : Modules.folders()) {
            drawing.append(module).append('\n');
            arrows(module, packages)
                    .forEach((name, targets) -> drawing.append(
                                    ("  " + shortened(name) + " -> " + shortened(String.join(" ", targets)))
                                            .stripTrailing())
                            .append('\n'));
        }
        String text = Files.readString(DRAWING);
        int start = text.indexOf("```text\napi\n") + "```text\n".length();
        int end = text.indexOf("```", start);
        String found = text.substring(0, start) + drawing + text.substring(end);
        if (System.getenv("DITHER_UPDATE") != null) {
            Files.writeString(DRAWING, found);
        }
        assertEquals(
                Files.readString(DRAWING),
                found,
                "the drawing is not that of the code: run this test with DITHER_UPDATE=1");
    }

    @Test
    void theLoopIsThatOfTheTests() throws IOException {
        String source =
                Files.readString(Modules.ROOT.resolve("losses/src/test/java/io/dither/perturbed/ReferenceLoop.java"));
        int start = source.indexOf("    static ReferenceLoop run(");
        String loop =
                source.substring(start, source.lastIndexOf("}")).indent(-4).stripTrailing();
        assertTrue(Files.readString(DRAWING).contains("```java\n" + loop + "\n```"));
    }

    private static String shortened(String names) {
        return names.replaceAll("\\bio\\.dither\\.", "");
    }

    /** Finds the packages that each package of a module names. */
    private static Map<String, Set<String>> arrows(String module, Set<String> packages) throws IOException {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (JavaClass type : Modules.classes(module)) {
            String from = type.getPackageName();
            Set<String> targets = arrows.computeIfAbsent(from, absent -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getPackageName())
                    .filter(target -> packages.contains(target) && !target.equals(from))
                    .forEach(targets::add);
        }
        return arrows;
    }
}
