package io.dither.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
 * The map of packages is that of the code: each package of each module with the packages that it names. Run with
 * {@code DITHER_UPDATE=1} in the environment to write it anew.
 */
class HouseTest {
    private static final Path MAP = Modules.ROOT.resolve("docs/packages.txt");

    /** One line per package, by module, with the packages that it names. */
    @Test
    void theMapIsThatOfTheCode() throws IOException {
        StringBuilder map = new StringBuilder();
        Set<String> packages =
                Modules.classes().stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        for (String module : Modules.folders()) {
            map.append(module).append('\n');
            arrows(module, packages)
                    .forEach((name, targets) -> map.append(
                                    ("  " + shortened(name) + " -> " + shortened(String.join(" ", targets)))
                                            .stripTrailing())
                            .append('\n'));
        }
        if (System.getenv("DITHER_UPDATE") != null) {
            Files.writeString(MAP, map);
        }
        assertEquals(
                Files.readString(MAP),
                map.toString(),
                "docs/packages.txt is not the map of the code: run this test with DITHER_UPDATE=1");
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
