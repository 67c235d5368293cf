package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The drawing of ARCHITECTURE.md is that of the code: each package below the packages that it names. Run with {@code DITHER_UPDATE=1} in the environment to draw it anew.
 */
class HouseTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path DRAWING = ROOT.resolve("api/src/docs/ARCHITECTURE.md");

    /** One line per package, by module, with the packages that it names. */
    @Test
    void theDrawingIsThatOfTheCode() throws IOException {
        Map<String, String> modules = new LinkedHashMap<>();
        for (Path file : sources()) {
            String path = ROOT.relativize(file).toString();
            String[] parts = path.split("/src/main/java/");
            String name = parts[1].replaceFirst("/[^/]*$", "").replace('/', '.');
            modules.put(name, parts[0]);
        }
        Map<String, Collection<String>> arrows = arrows(modules.keySet());
        StringBuilder drawing = new StringBuilder();
        modules.keySet().retainAll(arrows.keySet());
        for (String module : new TreeSet<>(modules.values())) {
            drawing.append(module).append('\n');
            modules.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(module))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .forEach(name -> drawing.append("  ")
                            .append((shortened(name) + " -> "
                                            + arrows.get(name).stream()
                                                    .map(HouseTest::shortened)
                                                    .collect(Collectors.joining(" ")))
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
        String source = Files.readString(ROOT.resolve("losses/src/test/java/io/dither/perturbed/ReferenceLoop.java"));
        int start = source.indexOf("    static ReferenceLoop run(");
        String loop =
                source.substring(start, source.lastIndexOf("}")).indent(-4).stripTrailing();
        assertTrue(Files.readString(DRAWING).contains("```java\n" + loop + "\n```"));
    }

    private static String shortened(String name) {
        return name.replaceFirst("^io\\.dither\\.", "");
    }

    private static Map<String, Collection<String>> arrows(Collection<String> packages) {
        Map<String, Collection<String>> arrows = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.dither")) {
            String from = type.getPackageName();
            Collection<String> to = arrows.computeIfAbsent(from, any -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getPackageName())
                    .filter(target -> packages.contains(target) && !target.equals(from))
                    .forEach(to::add);
        }
        return arrows;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> walk = Files.walk(ROOT)) {
            return walk.filter(file -> file.toString().contains("/src/main/java/")
                            && file.toString().endsWith(".java")
                            && !file.endsWith("package-info.java")
                            && !file.endsWith("module-info.java"))
                    .sorted()
                    .toList();
        }
    }
}
