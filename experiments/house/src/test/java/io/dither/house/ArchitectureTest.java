package io.dither.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.util.Arrays;
import java.util.Formatter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the poms cannot say. Which module may name which is theirs: what is found as a service is in the scope runtime, and code that
 * names it does not compile.
 */
class ArchitectureTest {
    /** Persons and trees are estimated by what the learner evaluates and searches with. */
    private static final List<String> FRIENDS = List.of("io.dither.people.", "io.dither.trees.");

    /** All rules of this class, over classes that are read once for all tests of the house. */
    @TestFactory
    Stream<DynamicTest> rulesAreKept() throws IOException {
        JavaClasses classes = Modules.classes();
        return Arrays.stream(ArchitectureTest.class.getDeclaredFields())
                .filter(field -> field.getType().equals(ArchRule.class))
                .map(field ->
                        DynamicTest.dynamicTest(field.getName(), () -> ((ArchRule) field.get(null)).check(classes)));
    }

    /** What is in {@code a.b.internal} is for {@code a.b} and the packages below it, and that of the learner for persons and trees. */
    static final ArchRule INTERNAL_TYPES_STAY_AT_HOME = classes().should(nameNoInternalTypeOfAnother());

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

    static final ArchRule PACKAGES_HAVE_NO_CYCLE =
            slices().matching("io.dither.(**)").should().beFreeOfCycles();

    static final ArchRule TESTS_ALONE_NAME_JUNIT = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("ContractTests")
            .and()
            .resideOutsideOfPackage("io.dither.storage.faults..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "org.opentest4j..", "net.jqwik..");

    /** Vectors that go from method to method are boxed in some JVMs. */
    static final ArchRule KERNELS_HAND_OVER_NO_VECTOR = codeUnits()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.dither.vector..")
            .should(nameNoTypeOf("jdk.incubator.vector"));

    /** Modules that are on the class path only if they are asked for. */
    static final ArchRule OPTIONAL_MODULES_ARE_FOUND_NOT_NAMED = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.dither.djl..",
                    "io.dither.duckdb..",
                    "io.dither.graphhopper..",
                    "io.dither.xgboost..",
                    "io.dither.experiments.deep..",
                    "io.dither.experiments.vision..",
                    "io.dither.experiments.warcraft..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.dither.djl..",
                    "io.dither.duckdb..",
                    "io.dither.graphhopper..",
                    "io.dither.xgboost..",
                    "io.dither.experiments.deep..",
                    "io.dither.experiments.vision..",
                    "io.dither.experiments.warcraft..");

    /** The experiment that counts what intervals hold alone names what learns tastes. */
    static final ArchRule PERSONS_ARE_FOUND_NOT_NAMED = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.dither.people..", "io.dither.experiments.people..", "io.dither.experiments.coverage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.dither.people..", "io.dither.experiments.people..");

    static final ArchRule SOLVERS_ARE_FOUND_NOT_NAMED = noClasses()
            .that()
            .resideOutsideOfPackages("io.dither.ortools..", "io.dither.jgrapht..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.dither.ortools..", "io.dither.jgrapht..", "com.google.ortools..", "org.jgrapht..");

    /** Numbers and words are the same in all countries. */
    static final ArchRule LOCALES_ARE_NAMED = noClasses()
            .should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class)
            .orShould()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .orShould()
            .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
            .orShould()
            .callMethod(PrintWriter.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(PrintStream.class, "printf", String.class, Object[].class)
            .orShould()
            .callMethod(PrintStream.class, "format", String.class, Object[].class)
            .orShould()
            .callConstructor(Formatter.class)
            .orShould()
            .callConstructor(Formatter.class, Appendable.class)
            .orShould()
            .callConstructor(DecimalFormat.class, String.class);

    /** A pipe or a device may never end. Those named are told what is a file, or ask for no file of a user. */
    static final ArchRule FILES_ARE_LOOKED_AT_BEFORE_THEY_ARE_READ = classes()
            .that()
            .doNotHaveSimpleName("CsvHistory")
            .and()
            .doNotHaveSimpleName("Credentials")
            .and()
            .doNotHaveSimpleName("NativeJar")
            .and()
            .doNotHaveSimpleName("Machine")
            .and()
            .doNotHaveSimpleName("FaultyDisk")
            .should(readFilesByRegularFile());

    private static ArchCondition<JavaClass> readFilesByRegularFile() {
        Set<String> readers = Set.of(
                "java.nio.file.Files.newBufferedReader",
                "java.nio.file.Files.newInputStream",
                "java.nio.file.Files.readString",
                "java.nio.file.Files.readAllBytes",
                "java.nio.file.Files.readAllLines",
                "java.nio.file.Files.lines",
                "java.io.FileInputStream.<init>",
                "java.io.FileReader.<init>",
                "java.util.zip.ZipFile.<init>",
                "java.util.jar.JarFile.<init>");
        return new ArchCondition<>("read no file without RegularFile.require") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean looks = type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                dependency.getTargetClass().getName().equals("io.dither.error.RegularFile"));
                Stream.concat(type.getMethodCallsFromSelf().stream(), type.getConstructorCallsFromSelf().stream())
                        .filter(call -> !looks
                                && readers.contains(call.getTarget().getOwner().getName() + "."
                                        + call.getTarget().getName()))
                        .forEach(call -> events.add(SimpleConditionEvent.violated(type, call.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> nameNoInternalTypeOfAnother() {
        return new ArchCondition<>("name no internal type of another package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getPackageName() + ".";
                    int internal = target.indexOf(".internal.");
                    if (target.startsWith("io.dither.")
                            && internal >= 0
                            && !(type.getPackageName() + ".").startsWith(target.substring(0, internal + 1))
                            && !(FRIENDS.stream().anyMatch((type.getPackageName() + ".")::startsWith)
                                    && target.startsWith("io.dither.learn.internal."))) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

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
}
