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

/** Limits on the size of classes, calls and methods. The names are what was larger when the limits came: take away what is no longer, add none. */
class SizeTest {
    private static final int MOST_CLASSES = 25;
    private static final int MOST_ARGUMENTS = 6;
    private static final int MOST_LINES = 60;

    private static final Set<String> MANY_CLASSES = Set.of(
            "io.dither.learn.Predictor",
            "io.dither.learn.Training",
            "io.dither.losses.LossProviders",
            "io.dither.people.KnownPersons",
            "io.dither.people.tastes.Classes",
            "io.dither.people.tastes.FittedTastes",
            "io.dither.people.tastes.Tastes");

    /** Methods and constructors that are called with more arguments, by other files than their own. */
    private static final Set<String> MANY_ARGUMENTS = Set.of(
            "io.dither.benchmarks.Measurement.<init>",
            "io.dither.benchmarks.Workload.<init>",
            "io.dither.data.Instance.<init>",
            "io.dither.data.SharedLayout$Line.<init>",
            "io.dither.data.setup.Setup.<init>",
            "io.dither.experiments.chart.Mark$Line.<init>",
            "io.dither.experiments.chart.Mark$Row.<init>",
            "io.dither.experiments.coverage.Situation.<init>",
            "io.dither.experiments.labelranking.FoldResult.<init>",
            "io.dither.experiments.labelranking.RankingSettings.<init>",
            "io.dither.experiments.launch.Context.<init>",
            "io.dither.experiments.predictoptimize.TrainingSettings.<init>",
            "io.dither.experiments.roadcosts.RoadCosts.<init>",
            "io.dither.experiments.roadcosts.RoadNetwork.<init>",
            "io.dither.experiments.shortestpath.Training.<init>",
            "io.dither.experiments.warcraft.Settings.<init>",
            "io.dither.fit.Fit.<init>",
            "io.dither.jgrapht.GraphOracle.<init>",
            "io.dither.kernel.PathKernel.cheapestPaths",
            "io.dither.kernel.PathKernel.lowerByVertices",
            "io.dither.learn.Outcome.<init>",
            "io.dither.learn.SavedContent.<init>",
            "io.dither.learn.internal.evaluate.Fit.<init>",
            "io.dither.learn.model.Observation.<init>",
            "io.dither.learn.model.TreeSettings.<init>",
            "io.dither.losses.Conjugate.<init>",
            "io.dither.oracle.BlockKernel.addDeviations",
            "io.dither.oracles.routes.RouteRules.<init>",
            "io.dither.ortools.program.LinearProgram.<init>",
            "io.dither.people.tastes.ClassLikelihood.<init>",
            "io.dither.people.tastes.NearZero$Weak.<init>",
            "io.dither.people.tastes.Population.<init>",
            "io.dither.people.tastes.Taste.<init>",
            "io.dither.perturbed.Settings.<init>",
            "io.dither.perturbed.internal.engine.Pass.<init>",
            "io.dither.spark.ExampleRow.<init>",
            "io.dither.spark.RowReader.<init>",
            "io.dither.testing.GradientChecks.integratedVjp");

    private static final Set<String> LONG_METHODS = Set.of(
            "CpSatProviders.plugins",
            "GraphProviders.plugins",
            "LayerProviders.plugins",
            "LearntRoads.read",
            "LossInference.fitted",
            "LossProviders.plugins",
            "Metrics.of",
            "Providers.plugins",
            "TasteTable.of");

    @Test
    void noClassNamesManyOthers() throws IOException {
        Set<String> large = new TreeSet<>();
        for (JavaClass type : Modules.classes()) {
            if (Modules.topLevel(type).equals(type) && BudgetTest.fanOut(type) > MOST_CLASSES) {
                large.add(type.getName());
            }
        }
        assertEquals(MANY_CLASSES, large, "classes that name more than " + MOST_CLASSES + " others");
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
        assertEquals(MANY_ARGUMENTS, calls, "called with more than " + MOST_ARGUMENTS + " arguments");
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
        assertEquals(LONG_METHODS, methods, "methods of more than " + MOST_LINES + " lines");
    }

    private static long lines(CompilationUnitTree unit, Trees trees, Tree method) {
        LineMap lines = unit.getLineMap();
        long start = trees.getSourcePositions().getStartPosition(unit, method);
        long end = trees.getSourcePositions().getEndPosition(unit, method);
        return lines.getLineNumber(end) - lines.getLineNumber(start) + 1;
    }
}
