package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What users see of api and losses, as committed files: the list of public types, and the arrows between packages in the README of
 * api. Run with {@code DITHER_UPDATE=1} in the environment to write them anew.
 */
class SurfaceTest {
    private static final Path DOCS = Path.of("../../api/src/docs");
    private static final List<String> ROOTS = List.of(
            "error",
            "random",
            "kernel",
            "plugin",
            "oracle",
            "oracle.capability",
            "noise",
            "layer",
            "oracles.kernel",
            "oracles.internal",
            "oracles.internal.simple",
            "oracles.internal.assignment",
            "oracles.internal.knapsack",
            "oracles.internal.portfolio",
            "oracles.internal.combine",
            "oracles",
            "internal.algebra",
            "optim",
            "perturbed.internal.engine",
            "perturbed.internal.statistic",
            "perturbed",
            "exact",
            "regularized",
            "surrogate",
            "losses",
            "fit");
    private static final List<JavaClass> CLASSES = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(
                            ROOTS.stream().map(root -> "io.dither." + root).toArray(String[]::new))
                    .stream()
                    .filter(type -> ROOTS.contains(root(type.getPackageName())))
                    .toList();

    private static String root(String packageName) {
        return packageName.replaceFirst("^io\\.dither\\.", "");
    }

    @Test
    void publicTypesAreThoseOfTheList() throws IOException {
        String types = CLASSES.stream()
                .filter(SurfaceTest::isVisible)
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

    /** Each package with those that it names: arrows point down the file. */
    @Test
    void packagesNameThoseAboveThemAlone() throws IOException {
        Map<String, TreeSet<String>> arrows = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            String from = root(type.getPackageName());
            TreeSet<String> to = arrows.computeIfAbsent(from, any -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = root(dependency.getTargetClass().getPackageName());
                if (ROOTS.contains(target) && !target.equals(from)) {
                    to.add(target);
                }
            }
        }
        StringBuilder picture = new StringBuilder();
        for (String root : ROOTS) {
            TreeSet<String> to = arrows.getOrDefault(root, new TreeSet<>());
            picture.append(String.format(
                    "%s%n",
                    String.format("%-28s -> %s", root, String.join(" ", to)).stripTrailing()));
            to.forEach(target -> assertEquals(
                    true,
                    ROOTS.indexOf(target) < ROOTS.indexOf(root),
                    root + " names " + target + ", which stands below it"));
        }
        Path readme = DOCS.resolve("../../README.md");
        String text = Files.readString(readme);
        int start = text.indexOf("```text\nerror ") + "```text\n".length();
        int end = text.indexOf("```", start);
        compare(readme, text.substring(0, start) + picture + text.substring(end));
    }

    private static void compare(Path file, String found) throws IOException {
        if (System.getenv("DITHER_UPDATE") != null) {
            Files.writeString(file, found);
        }
        assertEquals(Files.readString(file), found, file + " is not what the code has: see the javadoc of this test");
    }
}
