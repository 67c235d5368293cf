package io.dither.experiments;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** The arrows between the modules; packages stand for them. */
@AnalyzeClasses(packages = "io.dither", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] API = {
        "io.dither.error..",
        "io.dither.kernel..",
        "io.dither.layer..",
        "io.dither.noise..",
        "io.dither.oracle..",
        "io.dither.oracles..",
        "io.dither.plugin..",
        "io.dither.random.."
    };
    private static final String[] VECTOR = {"io.dither.vector.."};
    private static final String[] TESTING = {"io.dither.testing.."};
    private static final String[] SOLVERS = {"io.dither.ortools..", "io.dither.jgrapht.."};
    private static final String[] LOSSES = {
        "io.dither.internal..",
        "io.dither.perturbed..",
        "io.dither.optim..",
        "io.dither.surrogate..",
        "io.dither.exact..",
        "io.dither.losses..",
        "io.dither.regularized..",
        "io.dither.inject..",
        "io.dither.fit..",
        "io.dither.learn..",
        "io.dither.storage..",
        "io.dither.data..",
        "io.dither.duckdb..",
        "io.dither.spark..",
        "io.dither.xgboost..",
        "io.dither.micrometer..",
        "io.dither.djl.."
    };
    private static final String[] HARNESS = {
        "io.dither.experiments.run..",
        "io.dither.experiments.report..",
        "io.dither.experiments.data..",
        "io.dither.experiments.learn..",
        "io.dither.experiments.learning..",
        "io.dither.experiments.launch..",
        "io.dither.experiments.generators.."
    };
    private static final String[] PAPER = {
        "io.dither.experiments.labelranking..",
        "io.dither.experiments.predictoptimize..",
        "io.dither.experiments.roadcosts..",
        "io.dither.experiments.shortestpath..",
        "io.dither.experiments.unsupervised.."
    };
    private static final String[] DEEP = {
        "io.dither.experiments.deep..", "io.dither.experiments.vision..", "io.dither.experiments.warcraft.."
    };
    private static final String[] CLI = {
        "io.dither.experiments",
        "io.dither.experiments.command..",
        "io.dither.experiments.plugins..",
        "io.dither.experiments.runs..",
        "io.dither.experiments.histories.."
    };
    private static final String[] BENCHMARKS = {"io.dither.benchmarks.."};
    private static final String[] EXPERIMENTS = all(HARNESS, PAPER, DEEP, CLI, BENCHMARKS);

    @ArchTest
    static final ArchRule EVERY_CLASS_BELONGS_TO_A_MODULE =
            classes().should().resideInAnyPackage(all(API, VECTOR, TESTING, SOLVERS, LOSSES, EXPERIMENTS));

    @ArchTest
    static final ArchRule THE_API_DEPENDS_ON_THE_JDK_ALONE = classes()
            .that()
            .resideInAnyPackage(API)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(all(API, "java..", "org.jspecify.."));

    @ArchTest
    static final ArchRule TESTING_DEPENDS_ON_THE_API_ALONE = noClasses()
            .that()
            .resideInAnyPackage(TESTING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(all(VECTOR, SOLVERS, LOSSES, EXPERIMENTS));

    @ArchTest
    static final ArchRule TESTS_ALONE_NAME_JUNIT = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("ContractTests")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "org.opentest4j..");

    @ArchTest
    static final ArchRule ARBITRARIES_ALONE_NAME_JQWIK = noClasses()
            .that()
            .doNotHaveSimpleName("DitherArbitraries")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("net.jqwik..");

    @ArchTest
    static final ArchRule VECTOR_KERNELS_DEPEND_ON_THE_API_ALONE = classes()
            .that()
            .resideInAnyPackage(VECTOR)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(all(API, VECTOR, "java..", "jdk.incubator.vector..", "org.jspecify.."));

    @ArchTest
    static final ArchRule VECTOR_KERNELS_ARE_FOUND_NOT_NAMED = noClasses()
            .that()
            .resideOutsideOfPackages(VECTOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(all(VECTOR, "jdk.incubator.vector.."));

    @ArchTest
    static final ArchRule SOLVERS_DEPEND_ON_THE_API_ALONE = noClasses()
            .that()
            .resideInAnyPackage(SOLVERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(all(VECTOR, TESTING, LOSSES, EXPERIMENTS));

    @ArchTest
    static final ArchRule LOSSES_DEPEND_ON_THE_API_ALONE = noClasses()
            .that()
            .resideInAnyPackage(LOSSES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(all(VECTOR, TESTING, SOLVERS, EXPERIMENTS));

    /** What is in {@code a.b.internal} is for {@code a.b} and the packages below it. */
    @ArchTest
    static final ArchRule INTERNAL_TYPES_STAY_AT_HOME = classes().should(nameNoInternalTypeOfAnother());

    @ArchTest
    static final ArchRule INTERNAL_TYPES_ARE_IN_NO_PUBLIC_SIGNATURE = codeUnits()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("..internal..")
            .should(nameNoTypeOf("..internal.."));

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLE =
            slices().matching("io.dither.(**)").should().beFreeOfCycles();

    private static ArchCondition<JavaClass> nameNoInternalTypeOfAnother() {
        return new ArchCondition<>("name no internal type of another package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getPackageName() + ".";
                    int internal = target.indexOf(".internal.");
                    if (target.startsWith("io.dither.")
                            && internal >= 0
                            && !(type.getPackageName() + ".").startsWith(target.substring(0, internal + 1))) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    /** Vectors that go from method to method are boxed in some JVMs. */
    @ArchTest
    static final ArchRule KERNELS_HAND_OVER_NO_VECTOR = codeUnits()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(VECTOR)
            .should(nameNoTypeOf("jdk.incubator.vector"));

    private static ArchCondition<JavaCodeUnit> nameNoTypeOf(String... packages) {
        return new ArchCondition<>("name no type of " + String.join(", ", packages) + " in a signature") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                Stream.concat(unit.getRawParameterTypes().stream(), Stream.of(unit.getRawReturnType()))
                        .filter(JavaClass.Predicates.resideInAnyPackage(packages))
                        .forEach(type -> events.add(
                                SimpleConditionEvent.violated(unit, unit.getFullName() + " names " + type.getName())));
            }
        };
    }

    @ArchTest
    static final ArchRule THE_HARNESS_DEPENDS_ON_NO_EXPERIMENT = noClasses()
            .that()
            .resideInAnyPackage(HARNESS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(all(PAPER, DEEP, CLI, BENCHMARKS));

    @ArchTest
    static final ArchRule EXPERIMENTS_OF_THE_PAPER_DEPEND_ON_THE_HARNESS = noClasses()
            .that()
            .resideInAnyPackage(PAPER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(all(DEEP, CLI));

    @ArchTest
    static final ArchRule DEEP_EXPERIMENTS_DEPEND_ON_THE_HARNESS = noClasses()
            .that()
            .resideInAnyPackage(DEEP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(all(PAPER, CLI));

    @ArchTest
    static final ArchRule EXPERIMENTS_AND_BENCHMARKS_ARE_FOUND_NOT_NAMED = noClasses()
            .that()
            .resideInAnyPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(all(PAPER, DEEP, BENCHMARKS));

    @ArchTest
    static final ArchRule DEEP_MODULES_ALONE_NAME_DJL = noClasses()
            .that()
            .resideOutsideOfPackages(all("io.dither.djl..", DEEP))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..", "io.dither.djl..");

    @ArchTest
    static final ArchRule SOLVERS_ARE_FOUND_NOT_NAMED = noClasses()
            .that()
            .resideInAnyPackage(EXPERIMENTS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SOLVERS);

    @ArchTest
    static final ArchRule ONE_MODULE_NAMES_OR_TOOLS = noClasses()
            .that()
            .resideOutsideOfPackage("io.dither.ortools..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.ortools..");

    @ArchTest
    static final ArchRule ONE_MODULE_NAMES_JGRAPHT = noClasses()
            .that()
            .resideOutsideOfPackage("io.dither.jgrapht..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jgrapht..");

    @ArchTest
    static final ArchRule THE_WIRING_AND_THE_COMMAND_LINE_NAME_GUICE = noClasses()
            .that()
            .resideOutsideOfPackages(all("io.dither.inject..", CLI))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.inject..", "jakarta.inject..");

    @ArchTest
    static final ArchRule ONE_MODULE_NAMES_SPARK = noClasses()
            .that()
            .resideOutsideOfPackage("io.dither.spark..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..", "io.dither.spark..");

    @ArchTest
    static final ArchRule ONE_MODULE_NAMES_XGBOOST = noClasses()
            .that()
            .resideOutsideOfPackage("io.dither.xgboost..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ml.dmlc..", "io.dither.xgboost..");

    private static String[] all(Object... groups) {
        return java.util.Arrays.stream(groups)
                .flatMap(group -> group instanceof String[] many
                        ? java.util.Arrays.stream(many)
                        : java.util.stream.Stream.of((String) group))
                .toArray(String[]::new);
    }
}
