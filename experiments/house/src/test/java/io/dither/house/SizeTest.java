package io.dither.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Limits on the size of classes, calls and methods. */
class SizeTest {
    private static final int MOST_CLASSES = 25;
    private static final int MOST_ARGUMENTS = 6;
    private static final int MOST_LINES = 60;

    /**
     * Inner loops on plain arrays, and what all of them in a call share: an object that carries the arguments would be made for each search,
     * and would hide which array is which.
     */
    private static final Set<String> INNER_LOOPS = Set.of(
            "io.dither.kernel.PathKernel.cheapestPaths",
            "io.dither.kernel.PathKernel.lowerByVertices",
            "io.dither.oracle.BlockKernel.addDeviations",
            "io.dither.perturbed.internal.engine.PassSettings.<init>");

    @Test
    void noClassNamesManyOthers() throws IOException {
        Set<String> large = new TreeSet<>();
        for (JavaClass type : Modules.classes()) {
            if (Modules.topLevel(type).equals(type) && BudgetTest.fanOut(type) > MOST_CLASSES) {
                large.add(type.getName());
            }
        }
        assertEquals(Set.of(), large, "classes that name more than " + MOST_CLASSES + " others");
    }

    @Test
    void noCallHasManyArguments() throws IOException {
        JavaClasses classes = Modules.classes();
        Set<String> calls = new TreeSet<>();
        for (JavaClass type : classes) {
            Set<JavaCall<?>> all = new HashSet<>(type.getMethodCallsFromSelf());
            all.addAll(type.getConstructorCallsFromSelf());
            for (JavaCall<?> call : all) {
                JavaClass owner = call.getTargetOwner();
                boolean isOurs = owner.getPackageName().startsWith("io.dither.");
                if (isOurs
                        && call.getTarget().getRawParameterTypes().size() > MOST_ARGUMENTS
                        && !Modules.topLevel(owner)
                                .getName()
                                .equals(Modules.topLevel(type).getName())) {
                    calls.add(owner.getName() + "." + call.getTarget().getName());
                }
            }
        }
        assertEquals(new TreeSet<>(INNER_LOOPS), calls, "called with more than " + MOST_ARGUMENTS + " arguments");
    }

    @Test
    void noMethodIsLong() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : Modules.folders()) {
            sources.addAll(Modules.sources(module));
        }
        Set<String> methods = new TreeSet<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            Trees trees = Trees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                String file = Path.of(unit.getSourceFile().getName())
                        .getFileName()
                        .toString()
                        .replace(".java", "");
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitMethod(MethodTree method, Void nothing) {
                        if (lines(unit, trees, method) > MOST_LINES) {
                            methods.add(file + "." + method.getName());
                        }
                        return super.visitMethod(method, nothing);
                    }
                }.scan(unit, null);
            }
        }
        assertEquals(Set.of(), methods, "methods of more than " + MOST_LINES + " lines");
    }

    private static long lines(CompilationUnitTree unit, Trees trees, Tree method) {
        LineMap lines = unit.getLineMap();
        long start = trees.getSourcePositions().getStartPosition(unit, method);
        long end = trees.getSourcePositions().getEndPosition(unit, method);
        return lines.getLineNumber(end) - lines.getLineNumber(start) + 1;
    }
}
