package io.dither.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What users see, as a committed file: the list of public types. Run with {@code DITHER_UPDATE=1} in the environment
 * to write it anew.
 */
class SurfaceTest {
    private static final Path DOCS = Path.of("../../docs");
    private static final List<String> ROOTS = List.of(
            "error",
            "random",
            "kernel",
            "plugin",
            "oracle",
            "noise",
            "layer",
            "oracles",
            "optim",
            "perturbed",
            "exact",
            "methods",
            "surrogate",
            "losses",
            "fit",
            "learn",
            "people",
            "choice",
            "data",
            "jgrapht",
            "ortools",
            "testing");

    @Test
    void publicTypesAreThoseOfTheList() throws IOException {
        String types = Modules.classes().stream()
                .filter(SurfaceTest::isVisible)
                .filter(type -> ROOTS.stream()
                        .anyMatch(root -> (type.getPackageName() + ".").startsWith("io.dither." + root + ".")))
                .filter(type -> !type.getPackageName().contains(".internal"))
                .map(JavaClass::getName)
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
        compare(DOCS.resolve("public-types.txt"), types);
    }

    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(SurfaceTest::isVisible).orElse(true);
    }

    private static void compare(Path file, String found) throws IOException {
        if (System.getenv("DITHER_UPDATE") != null) {
            Files.writeString(file, found);
        }
        assertEquals(Files.readString(file), found, file + " is not what the code has: see the javadoc of this test");
    }
}
