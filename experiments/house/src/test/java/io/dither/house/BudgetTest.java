package io.dither.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * No module is larger than its row in {@code docs/budget.tsv} allows. A change that needs more room edits the row in the same commit
 * and says why in its message; so does a change that made a module smaller, to keep what was won.
 */
class BudgetTest {
    private static final Path BUDGET = Modules.ROOT.resolve("docs/budget.tsv");
    private static final String HEADER = "module\tlines of code\tpublic types\tlargest fan-out";
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);

    /**
     * The size of a module.
     *
     * @param lines lines that hold more than a comment
     * @param types public types outside packages named internal
     * @param fanOut the most top-level classes of Dither that a single file names
     */
    private record Size(int lines, int types, int fanOut) {}

    @Test
    void noModuleIsLargerThanItsBudget() throws IOException {
        Map<String, Size> budget = budget();
        List<String> problems = new ArrayList<>();
        for (String module : Modules.folders()) {
            Size size = size(module);
            Size limit = budget.remove(module);
            if (limit == null) {
                problems.add("it has no row for '" + row(module, size) + "'");
            } else if (size.lines() > limit.lines() || size.types() > limit.types() || size.fanOut() > limit.fanOut()) {
                problems.add("it allows '" + row(module, limit) + "', but the module has '" + row(module, size) + "'");
            }
        }
        assertEquals(
                "",
                String.join("\n", problems),
                "docs/budget.tsv (" + HEADER + "): make room, or raise the number and say why");
        assertEquals(Map.of(), budget, "docs/budget.tsv has rows of modules that do not exist");
    }

    private static String row(String module, Size size) {
        return module + "\t" + size.lines() + "\t" + size.types() + "\t" + size.fanOut();
    }

    private static Map<String, Size> budget() throws IOException {
        List<String> lines = Files.readAllLines(BUDGET);
        assertEquals(HEADER, lines.get(0));
        Map<String, Size> budget = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t");
            budget.put(
                    cells[0],
                    new Size(Integer.parseInt(cells[1]), Integer.parseInt(cells[2]), Integer.parseInt(cells[3])));
        }
        return budget;
    }

    private static Size size(String module) throws IOException {
        int lines = 0;
        for (Path file : Modules.sources(module)) {
            lines += (int) COMMENT.matcher(Files.readString(file))
                    .replaceAll("")
                    .lines()
                    .filter(line -> !line.isBlank() && !line.strip().startsWith("//"))
                    .count();
        }
        int types = 0;
        Map<JavaClass, Integer> fanOut = new HashMap<>();
        for (JavaClass type : Modules.classes(module)) {
            types += isVisible(type) ? 1 : 0;
            fanOut.computeIfAbsent(Modules.topLevel(type), BudgetTest::fanOut);
        }
        return new Size(
                lines,
                types,
                fanOut.values().stream().mapToInt(count -> count).max().orElse(0));
    }

    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.getPackageName().contains(".internal")
                && type.getEnclosingClass().map(BudgetTest::isVisible).orElse(true);
    }

    /** Counts other top-level classes of Dither that the class of a file names, with those nested in it. */
    static int fanOut(JavaClass type) {
        return (int) type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> Modules.topLevel(dependency.getTargetClass().getBaseComponentType()))
                .filter(target -> target.getPackageName().startsWith("io.dither.") && !target.equals(type))
                .distinct()
                .count();
    }
}
