package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.Constraint;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.ortools.cpsat.OrToolsCpSat;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.LinearProgramBuilder;
import io.dither.ortools.program.OrToolsLp;
import io.dither.ortools.program.OrToolsMip;
import io.dither.random.KeyedRandom;
import io.dither.testing.OracleContract;
import io.dither.testing.OracleRule;
import io.dither.testing.RuleResult;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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

    private static LinearOracle constraintModel(KeyedRandom random) {
        CpModel model = OrToolsCpSat.model();
        List<BoolVar> x = RandomModel.booleans(model, "x", 7);
        IntVar slack = model.newIntVar(0, 9, "slack");
        Constraint row = model.addLessOrEqual(
                LinearExpr.weightedSum(x.toArray(new BoolVar[0]), new long[] {3, 4, 5, 2, 6, 1, 2}),
                LinearExpr.affine(slack, 2, 0));
        model.minimize(LinearExpr.affine(slack, 3, 1));
        OrToolsCpSat settings = OrToolsCpSat.of(model, Sense.MINIMIZE, x);
        return settings.bounds(row, -100, random.nextInt(9) - 3)
                .bounds(slack, 0, random.nextInt(10))
                .oracle();
    }

    private static Map<String, Function<KeyedRandom, LinearOracle>> families() {
        LinearProgram whole = program(true);
        LinearProgram real = program(false);
        Map<String, Function<KeyedRandom, LinearOracle>> families = new LinkedHashMap<>();
        families.put("GLOP", random -> OrToolsLp.oracle(changed(real, random)));
        families.put("SCIP", random -> OrToolsMip.oracle(changed(whole, random)));
        families.put(
                "SAT", random -> OrToolsMip.of(changed(whole, random)).sat().oracle());
        families.put("CP-SAT", BoundsTest::constraintModel);
        return families;
    }

    private static String solve(RetargetableSession session, double[] theta) {
        Vertex vertex = new Vertex(theta.length);
        try {
            session.solve(theta, vertex);
            return List.of(vertex.offset(), vertex.gap()) + Arrays.toString(vertex.toArray());
        } catch (OracleException none) {
            return none.code().toString();
        }
    }

    @TestFactory
    Stream<DynamicTest> aTurnedSessionAnswersAsANewOne() {
        return families().entrySet().stream()
                .map(family -> DynamicTest.dynamicTest(family.getKey(), () -> {
                    KeyedRandom random = new KeyedRandom(5);
                    int infeasible = 0;
                    try (var turned = (RetargetableSession)
                            family.getValue().apply(random).openSession()) {
                        for (int example = 0; example < 20; example++) {
                            LinearOracle oracle = family.getValue().apply(random);
                            assertTrue(turned.retarget(oracle), "example " + example);
                            double[] theta = LpProperties.gaussians(example, 7);
                            try (var fresh = (RetargetableSession) oracle.openSession()) {
                                String expected = solve(fresh, theta);
                                infeasible += expected.equals("INFEASIBLE") ? 1 : 0;
                                assertEquals(expected, solve(turned, theta), "example " + example);
                            }
                        }
                    }
                    assertTrue(infeasible < 10, infeasible + " of 20 are infeasible");
                }));
    }

    @TestFactory
    Stream<DynamicTest> theRuleOfFamiliesIsKept() {
        return families().entrySet().stream()
                .map(family -> DynamicTest.dynamicTest(family.getKey(), () -> {
                    KeyedRandom random = new KeyedRandom(3);
                    List<LinearOracle> members = new ArrayList<>();
                    while (members.size() < 4) {
                        LinearOracle member = family.getValue().apply(random);
                        try {
                            member.solve(new double[7]);
                            members.add(member);
                        } catch (OracleException infeasible) {
                            assertEquals(OracleException.Code.INFEASIBLE, infeasible.code());
                        }
                    }
                    RuleResult result = OracleContract.of(members.get(0))
                            .thetas(4)
                            .family(members.subList(1, 4))
                            .verify(OracleRule.RETARGETING);
                    assertEquals(RuleResult.Status.PASSED, result.status(), result::toString);
                }));
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

    @Test
    void constraintsOfOtherModelsAreRefused() {
        CpModel model = OrToolsCpSat.model();
        List<BoolVar> x = RandomModel.booleans(model, "x", 2);
        Constraint either = model.addBoolOr(x.toArray(new BoolVar[0]));
        OrToolsCpSat settings = OrToolsCpSat.of(model, Sense.MINIMIZE, x);
        CpModel other = OrToolsCpSat.model();
        Constraint foreign =
                other.addEquality(RandomModel.booleans(other, "y", 3).get(2), 1);
        refused(() -> settings.bounds(either, 0, 1), "not a linear constraint of this model");
        refused(() -> settings.bounds(foreign, 0, 1), "not a linear constraint of this model");
        refused(() -> settings.bounds(x.get(0), 2, 1), "the bounds are invalid");
    }

    private static String turned(RetargetableSession session, LinearOracle oracle) {
        assertTrue(session.retarget(oracle));
        return solve(session, new double[] {1, 2});
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
        CpModel model = OrToolsCpSat.model();
        List<BoolVar> x = RandomModel.booleans(model, "x", 3);
        model.addLessOrEqual(LinearExpr.sum(x.toArray(new BoolVar[0])), 2)
                .getBuilder()
                .setName("room");
        String file = folder.resolve("model.pbtxt").toString();
        assertTrue(model.exportToFile(file));
        String text = "ortools-cp-sat:sense=maximize,file=" + file;
        LinearOracle two = registry.create(text);
        LinearOracle one = registry.create(text + ",bounds=(room<=1;x0=0)");
        double[] theta = {3, 2, 1};
        assertArrayEquals(new double[] {1, 1, 0}, two.solve(theta));
        assertArrayEquals(new double[] {0, 1, 0}, one.solve(theta));
        try (var session = (RetargetableSession) two.openSession()) {
            assertTrue(session.retarget(one));
        }
        refused(() -> registry.create(text + ",bounds=(rom<=1)"), "'rom', which is neither a row nor a variable");
        refused(() -> registry.create(text + ",bounds=(room<1)"), "'room<1', which is not a name");
        refused(() -> registry.create(text + ",bounds=(room<=0.5)"), "0.5 is not a whole number");
    }
}
