package io.dither.ortools.cpsat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.oracles.Oracles;
import io.dither.ortools.Fixing;
import io.dither.ortools.Retargeting;
import io.dither.random.KeyedRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Constraint models with bounds that differ from example to example, and with coordinates that are held. */
class CpSatBoundsTest {
    @TempDir
    Path folder = Path.of("");

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

    @Test
    void aTurnedSessionAnswersAsANewOne() {
        Retargeting.assertAnswersAsNew(CpSatBoundsTest::constraintModel, 7);
    }

    @Test
    void theRuleOfFamiliesIsKept() {
        Retargeting.assertKeepsTheRule(CpSatBoundsTest::constraintModel, 7);
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
        IntVar beyond = other.newIntVar(0, 9, "slack");
        CpModel third = OrToolsCpSat.model();
        IntVar sameIndex = third.newIntVar(0, 9, "slack");
        refused(() -> settings.bounds(beyond, 0, 1), "is not one of this model");
        refused(() -> settings.bounds(sameIndex, 0, 1), "is not one of this model");
        refused(() -> settings.bounds(x.get(0), 2, 1), "the bounds are invalid");
    }

    private static void refused(Runnable making, String part) {
        String message = String.valueOf(
                assertThrows(InvalidArgumentException.class, making::run).getMessage());
        assertTrue(message.contains(part), message);
    }

    @Test
    void filesTakeBoundsByName() {
        OracleRegistry registry = OracleRegistry.discover();
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
        model.addAtLeastOne(x.toArray(new BoolVar[0])).getBuilder().setName("room");
        assertTrue(model.exportToFile(file));
        refused(() -> registry.create(text + ",bounds=(room<=1)"), "'room', which is several rows or variables");
    }

    @Test
    void everyRuleHoldsWhereCoordinatesAreHeld() {
        List<BoolVar> shifts = new ArrayList<>();
        CpModel roster = RandomModel.roster(3, 3, shifts);
        Fixing.assertKeepsEveryRule(OrToolsCpSat.oracle(roster, Sense.MINIMIZE, shifts), new int[] {0}, new int[] {4});
    }

    @Test
    void membershipIsFoundOutByASolve() {
        CpModel model = OrToolsCpSat.model();
        IntVar[] x = {model.newIntVar(0, 3, "x0"), model.newIntVar(0, 3, "x1")};
        model.addAllDifferent(x);
        model.minimize(LinearExpr.affine(x[0], 7, 1));
        Membership different = (Membership) OrToolsCpSat.oracle(model, Sense.MINIMIZE, List.of(x));
        assertEquals("", different.violation(new double[] {3, 0}).orElse(""));
        assertEquals(
                "no point of the constraint model has these coordinates",
                different.violation(new double[] {2, 2}).orElse(""));
        assertEquals(
                "coordinate 0 is 0.5, which is not a whole number",
                different.violation(new double[] {0.5, 2}).orElse(""));
        // what is held pays by theta, not by the model
        LinearOracle held = Oracles.constrained(different, new int[0], new int[] {0});
        assertArrayEquals(new double[] {1, 0}, held.solve(new double[] {9, 1}));
        OracleException outside = assertThrows(
                OracleException.class,
                () -> Oracles.constrained(
                                OrToolsCpSat.of(model, Sense.MINIMIZE, List.of(x))
                                        .bounds(x[0], 2, 3)
                                        .oracle(),
                                0)
                        .solve(new double[2]));
        assertEquals(OracleException.Code.INFEASIBLE, outside.code());
    }
}
