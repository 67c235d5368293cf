package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.LinearProgramBuilder;
import io.dither.ortools.program.OrToolsLp;
import io.dither.ortools.program.OrToolsMip;
import io.dither.random.KeyedRandom;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Bounds that differ from example to example: an open session turns to them with the answers of a new one. */
class BoundsTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @TempDir
    Path folder = Path.of("");

    @Test
    void whatIsBeyondABoundIsNamed() throws IOException {
        String mps = "NAME p\nROWS\n N cost\n L budget\nCOLUMNS\n MARKER MARKER INTORG\n a cost 1 budget 8\n b cost 2"
                + " budget 5\n MARKER MARKER INTEND\nRHS\n RHS budget 9\nBOUNDS\n BV BND a\n BV BND b\nENDATA\n";
        Path file = Files.writeString(folder.resolve("p.mps"), mps.replace("MARKER MARKER", "MARKER 'MARKER'"));
        Function<String, String> violation = bounds -> OracleRegistry.discover()
                .create("ortools-mip:file=" + file + bounds)
                .as(Membership.class)
                .orElseThrow()
                .violation(new double[] {1, 0})
                .orElse("");
        assertEquals("", violation.apply(""));
        assertEquals(
                "row 0 (budget) is 8.0, not 9.0: = is an equality, and <= or >= a limit",
                violation.apply(",bounds=(budget=9)"));
        assertEquals("row 0 (budget) is 8.0, above 7.0", violation.apply(",bounds=(budget<=7)"));
        assertEquals(
                "coordinate 0 (a) is 1.0, not 0.0: = is an equality, and <= or >= a limit",
                violation.apply(",bounds=(a=0)"));
    }

    /** Two rows of whole weights over seven items. */
    private static LinearProgram program(boolean whole) {
        LinearProgramBuilder builder = LinearProgram.builder(Sense.MAXIMIZE);
        return (whole ? builder.integers(7, 0, 1) : builder.variables(7, 0, 1))
                .constraint(-INFINITY, new double[] {3, 4, 5, 2, 6, 1, 2}, 9)
                .constraint(2, new double[] {1, 4, 2, 2, 3, 5, 1}, 8)
                .build();
    }

    private static LinearProgram changed(LinearProgram program, KeyedRandom random) {
        LinearProgram rows = program.withRow(0, -INFINITY, random.nextInt(24)).withRow(1, random.nextInt(5), 8);
        return rows.withVariable(random.nextInt(7), 0, random.nextInt(3));
    }

    private static Map<String, Function<KeyedRandom, LinearOracle>> families() {
        LinearProgram whole = program(true);
        LinearProgram real = program(false);
        Map<String, Function<KeyedRandom, LinearOracle>> families = new LinkedHashMap<>();
        families.put("GLOP", random -> OrToolsLp.oracle(changed(real, random)));
        families.put("SCIP", random -> OrToolsMip.oracle(changed(whole, random)));
        families.put(
                "SAT", random -> OrToolsMip.of(changed(whole, random)).sat().oracle());
        return families;
    }

    @TestFactory
    Stream<DynamicTest> aTurnedSessionAnswersAsANewOne() {
        return families().entrySet().stream()
                .map(family -> DynamicTest.dynamicTest(
                        family.getKey(), () -> Retargeting.assertAnswersAsNew(family.getValue(), 7)));
    }

    @TestFactory
    Stream<DynamicTest> theRuleOfFamiliesIsKept() {
        return families().entrySet().stream()
                .map(family -> DynamicTest.dynamicTest(
                        family.getKey(), () -> Retargeting.assertKeepsTheRule(family.getValue(), 7)));
    }

    @Test
    void anotherModelIsNoFamily() {
        LinearProgram whole = program(true);
        LinearProgram real = program(false);
        try (var mip = (RetargetableSession) OrToolsMip.oracle(whole).openSession();
                var lp = (RetargetableSession) OrToolsLp.oracle(real).openSession()) {
            assertFalse(mip.retarget(OrToolsMip.oracle(program(true))), "equal rows, but not the same");
            assertFalse(mip.retarget(OrToolsMip.of(whole).nodes(5).oracle()));
            assertFalse(mip.retarget(OrToolsMip.oracle(whole.with(Sense.MINIMIZE))));
            assertFalse(mip.retarget(OrToolsMip.of(whole).coordinates(1, 2).oracle()));
            assertFalse(lp.retarget(OrToolsLp.oracle(real, 10)));
            assertTrue(lp.retarget(OrToolsLp.oracle(real.with(Trait.ZERO_ONE))));
        }
    }

    @Test
    void boundsOfWholeVariablesAreRoundedInwards() {
        LinearProgram narrow = program(true).withVariable(0, 0.5, 1.5);
        assertEquals(1, OrToolsMip.oracle(narrow).solve(new double[] {-9, 1, 1, 1, 1, 1, 1})[0]);
        refused(() -> program(true).withRow(2, 0, 1), "row = 2 is not one of 2");
        refused(() -> program(true).withVariable(7, 0, 1), "variable = 7 is not one of 7");
        refused(() -> program(true).withRow(0, 3, 1), "[3.0, 1.0] of constraint 0 are not an interval");
    }

    private static String turned(RetargetableSession session, LinearOracle oracle) {
        assertTrue(session.retarget(oracle));
        return Retargeting.solve(session, new double[] {1, 2});
    }

    private static String plant() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(BoundsTest.class.getResource("/mps/plant.mps"))
                        .toURI())
                .toString();
    }

    private static void refused(Runnable making, String part) {
        String message = String.valueOf(
                assertThrows(InvalidArgumentException.class, making::run).getMessage());
        assertTrue(message.contains(part), message);
    }

    @Test
    void filesTakeBoundsByName() throws URISyntaxException, IOException {
        OracleRegistry registry = OracleRegistry.discover();
        String plant = "ortools-mip:prefix=x,file=" + plant();
        try (var session = (RetargetableSession) registry.create(plant).openSession()) {
            assertEquals("[7.0, 0.0][0.0, 4.0]", turned(session, registry.create(plant + ",bounds=(demand>=4;x1<=9)")));
            assertEquals("[17.0, 0.0][5.0, 1.0]", turned(session, registry.create(plant + ",bounds=demand=6")));
            assertEquals("[17.0, 0.0][3.0, 3.0]", turned(session, registry.create(plant + ",bounds=x1<=3")));
            assertEquals("INFEASIBLE", turned(session, registry.create(plant + ",bounds=(demand>=11)")));
        }
    }
}
