package io.dither.ortools.cpsat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import com.google.ortools.sat.SatParameters;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.ortools.RandomMip;
import io.dither.ortools.program.LinearProgram;
import io.dither.plugin.PluginCatalogue;
import io.dither.storage.faults.FileReaderContract;
import io.dither.testing.BruteForceOracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class CpSatTest {
    @TempDir
    Path folder = Path.of("");

    private static Vertex solve(LinearOracle oracle, double... theta) {
        Vertex vertex = new Vertex(oracle.dimension());
        try (OracleSession session = oracle.openSession()) {
            session.solve(theta, vertex);
        }
        return vertex;
    }

    private static void assertRefused(String named, Executable bad) {
        String message =
                String.valueOf(assertThrows(InvalidArgumentException.class, bad).getMessage());
        assertTrue(message.contains(named) && message.contains("Maybe"), message);
    }

    @Property(tries = 40, seed = "31")
    void theAnswerIsThatOfBruteForce(
            @ForAll @IntRange(min = 1, max = 10) int items,
            @ForAll @IntRange(max = 3) int rows,
            @ForAll Sense sense,
            @ForAll @IntRange(max = 1_000_000) int seed) {
        LinearProgram program = RandomMip.knapsack(sense, items, rows, seed);
        List<BoolVar> variables = new ArrayList<>();
        CpModel model = RandomModel.knapsack(program, variables);
        double[] theta = RandomMip.gaussians(seed + 1L, items);
        Vertex answer = solve(OrToolsCpSat.oracle(model, sense, variables), theta);
        assertArrayEquals(RandomMip.bruteForce(program).solve(theta), answer.toArray());
        assertEquals(0, answer.gap());
    }

    @Property(tries = 25, seed = "32")
    void costsThatDifferByLittleAreToldApart(
            @ForAll @IntRange(max = 6) int best, @ForAll @IntRange(min = 2, max = 51) int closeness) {
        CpModel model = OrToolsCpSat.model();
        List<BoolVar> one = RandomModel.booleans(model, "x", 7);
        model.addExactlyOne(one.toArray(new BoolVar[0]));
        double[] theta = new double[7];
        java.util.Arrays.fill(theta, 1);
        theta[best] += Math.scalb(1.0, -closeness);
        double[] expected = new double[7];
        expected[best] = 1;
        assertArrayEquals(
                expected, OrToolsCpSat.oracle(model, Sense.MAXIMIZE, one).solve(theta));
    }

    @Property(tries = 25, seed = "33")
    void aLimitOfWorkGivesTheSameAnswerAndAGapThatHolds(@ForAll @IntRange(max = 1_000_000) int seed) {
        LinearProgram program = RandomMip.knapsack(Sense.MAXIMIZE, 12, 3, seed);
        List<BoolVar> variables = new ArrayList<>();
        CpModel model = RandomModel.knapsack(program, variables);
        double[] theta = RandomMip.hardCosts(program, seed);
        LinearOracle limited = OrToolsCpSat.of(model, Sense.MAXIMIZE, variables)
                .work(2e-4)
                .gap(seed % 2 == 0 ? 0.05 : 0)
                .oracle();
        Vertex best = solve(RandomMip.bruteForce(program), theta);
        Vertex answer = solve(limited, theta);
        Vertex again = solve(limited, theta);
        assertArrayEquals(answer.toArray(), again.toArray());
        assertEquals(answer.gap(), again.gap());
        double missing = best.objective(theta) - answer.objective(theta);
        assertTrue(missing <= answer.gap() + 1e-12 * best.objective(theta), () -> missing + " above " + answer.gap());
    }

    @Test
    void integerVariablesWithWideDomainsStateTheErrorOfRounding() {
        CpModel model = OrToolsCpSat.model();
        IntVar x = model.newIntVar(-1_000_000_000L, 1_000_000_000L, "x");
        IntVar y = model.newIntVar(-1_000_000_000L, 1_000_000_000L, "y");
        model.addLessOrEqual(LinearExpr.weightedSum(new IntVar[] {x, y}, new long[] {3, 2}), 7);
        model.addGreaterOrEqual(x, 0);
        model.addGreaterOrEqual(y, 0);
        LinearOracle oracle = OrToolsCpSat.oracle(model, Sense.MAXIMIZE, List.of(y, x));
        Vertex exact = solve(oracle, 2, 3);
        assertEquals(7, exact.objective(new double[] {2, 3}));
        assertEquals(0, exact.gap());
        double[] theta = {1 / 3.0, 1 / 7.0};
        Vertex rounded = solve(oracle, theta);
        assertArrayEquals(new double[] {3, 0}, rounded.toArray());
        // b = 30: 2^30 * 2e9 is just below 2^61
        assertEquals(4e9 * 0x1p-30 / 3, rounded.gap(), 1e-9);
    }

    @Test
    void theModelsCostsOfOtherVariablesAreKept() {
        CpModel model = OrToolsCpSat.model();
        List<BoolVar> x = RandomModel.booleans(model, "x", 3);
        BoolVar late = model.newBoolVar("late");
        model.addBoolOr(List.of(x.get(0), late));
        model.addAtMostOne(x.toArray(new BoolVar[0]));
        model.maximize(LinearExpr.newBuilder()
                .addTerm(late, -4)
                .addTerm(x.get(0), 1000)
                .add(7));
        LinearOracle oracle = OrToolsCpSat.oracle(model, Sense.MAXIMIZE, x);
        assertEquals(Set.of(Trait.ZERO_ONE, Trait.OFFSET), oracle.traits());
        Vertex late5 = solve(oracle, 0, 5, 1);
        assertArrayEquals(new double[] {0, 1, 0}, late5.toArray());
        assertEquals(7 - 4, late5.offset());
        Vertex early = solve(oracle, 0, 3.9, 1);
        assertArrayEquals(new double[] {1, 0, 0}, early.toArray());
        assertEquals(7, early.offset());
        assertRefused("objective is to MAXIMIZE", () -> OrToolsCpSat.oracle(model, Sense.MINIMIZE, x));
        model.minimize(LinearExpr.newBuilder().addTerm(late.not(), 4)); // 4 - 4 late
        Vertex negated = solve(OrToolsCpSat.oracle(model, Sense.MINIMIZE, x), 5, 1, 1);
        assertArrayEquals(new double[] {0, 0, 0}, negated.toArray());
        assertEquals(0, negated.offset());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        CpModel model = OrToolsCpSat.model();
        List<BoolVar> x = RandomModel.booleans(model, "x", 2);
        CpModel other = OrToolsCpSat.model();
        BoolVar stranger = other.newBoolVar("y");
        assertRefused("is not one of this model", () -> OrToolsCpSat.oracle(model, Sense.MINIMIZE, List.of(stranger)));
        assertRefused(
                "'x1' is given twice", () -> OrToolsCpSat.oracle(model, Sense.MINIMIZE, List.of(x.get(1), x.get(1))));
        assertRefused("coordinates = none", () -> OrToolsCpSat.oracle(model, Sense.MINIMIZE, List.of()));
        OrToolsCpSat settings = OrToolsCpSat.of(model, Sense.MINIMIZE, x);
        assertRefused("gap = 1.0", () -> settings.gap(1));
        assertRefused("seconds = -1.0", () -> settings.seconds(-1));
        assertRefused("work = NaN", () -> settings.work(Double.NaN));
        assertRefused("trait = ZERO_ONE", () -> settings.promise(Trait.ZERO_ONE));
        IntVar wide = model.newIntVar(0, 1L << 40, "wide");
        assertRefused("not below 2^37", () -> OrToolsCpSat.oracle(model, Sense.MINIMIZE, List.of(wide)));
        IntVar empty = model.newIntVar(3, 1, "empty");
        assertRefused("the model is invalid", () -> OrToolsCpSat.oracle(model, Sense.MINIMIZE, List.of(empty)));
    }

    @Test
    void theModelIsCopied() {
        CpModel model = OrToolsCpSat.model();
        List<BoolVar> x = RandomModel.booleans(model, "x", 2);
        LinearOracle before = OrToolsCpSat.oracle(model, Sense.MAXIMIZE, x);
        model.addAtMostOne(x.toArray(new BoolVar[0]));
        model.addHint(x.get(0), 1);
        assertArrayEquals(new double[] {1, 1}, before.solve(new double[] {1, 1}));
        assertEquals(1, sum(OrToolsCpSat.oracle(model, Sense.MAXIMIZE, x).solve(new double[] {1, 1})));
    }

    private static double sum(double[] y) {
        return java.util.Arrays.stream(y).sum();
    }

    /** Nine workers, seven days of two shifts with two workers each: without linear relaxations it takes seconds. */
    @Test
    void aWardIsSolvedWithinLittleWork() {
        CpModel model = OrToolsCpSat.model();
        BoolVar[][][] on = new BoolVar[9][7][2];
        List<BoolVar> shifts = new ArrayList<>();
        LinearExprBuilder[] staff = new LinearExprBuilder[14];
        Arrays.setAll(staff, i -> LinearExpr.newBuilder());
        for (BoolVar[][] worker : on) {
            LinearExprBuilder week = LinearExpr.newBuilder();
            for (int i = 0; i < 14; i++) {
                BoolVar shift = model.newBoolVar("shift");
                worker[i / 2][i % 2] = shift;
                shifts.add(shift);
                week.add(shift);
                staff[i].add(shift);
                if (i > 0) {
                    model.addAtMostOne(new Literal[] {worker[(i - 1) / 2][(i - 1) % 2], shift});
                }
            }
            model.addLinearConstraint(week, 0, 5);
        }
        for (LinearExprBuilder shift : staff) {
            model.addEquality(shift, 2);
        }
        OrToolsCpSat limited = OrToolsCpSat.of(model, Sense.MAXIMIZE, shifts).work(0.5);
        Vertex vertex = solve(limited.oracle(), RandomMip.gaussians(4, shifts.size()));
        assertEquals(0, vertex.gap());
    }

    @Test
    void presolveAndOtherParametersGiveAnswersAsGood() {
        List<BoolVar> shifts = new ArrayList<>();
        CpModel model = RandomModel.roster(3, 6, shifts);
        double[] theta = RandomMip.gaussians(4, shifts.size());
        OrToolsCpSat plain = OrToolsCpSat.of(model, Sense.MAXIMIZE, shifts);
        double[] y = plain.oracle().solve(theta);
        assertTrue(RandomModel.isRoster(y, 3, 6));
        assertArrayEquals(y, plain.presolve().oracle().solve(theta));
        SatParameters linear = SatParameters.newBuilder()
                .setLinearizationLevel(0)
                .setNumWorkers(8)
                .build();
        assertArrayEquals(y, plain.parameters(linear).oracle().solve(theta));
    }

    private LinearOracle create(String parameters) {
        return PluginCatalogue.of(new CpSatProviders())
                .create(OracleProvider.class, "ortools-cp-sat:file=" + folder + "/" + parameters);
    }

    private void assertMalformed(String problem, Executable bad) {
        String message = String.valueOf(assertThrows(DataException.class, bad).getMessage());
        assertTrue(message.contains(problem) && !message.contains("\n"), message);
    }

    @Test
    void filesOfBothFormsAreRead() throws IOException {
        List<BoolVar> shifts = new ArrayList<>();
        CpModel model = RandomModel.roster(3, 2, shifts);
        BoolVar extra = model.newBoolVar("extra");
        model.maximize(extra);
        double[] theta = {5, 1, 2, 4, 0, 1};
        for (String name : new String[] {"roster.pb", "roster.proto", "roster.pbtxt", "roster.textproto"}) {
            assertTrue(model.exportToFile(folder.resolve(name).toString()));
            LinearOracle all = create(name);
            assertEquals(7, all.dimension());
            assertEquals(Sense.MAXIMIZE, all.sense());
            LinearOracle days = create(name + ",prefix=day,work=10,seconds=60,presolve=true");
            Vertex vertex = solve(days, theta);
            assertArrayEquals(new double[] {1, 0, 0, 0, 0, 1}, vertex.toArray());
            assertEquals(1, vertex.offset());
            assertRefused("objective is to MAXIMIZE", () -> create(name + ",prefix=day,sense=minimize"));
            assertEquals(Sense.MINIMIZE, create(name + ",sense=minimize").sense());
            assertEquals(7, OrToolsCpSat.read(folder.resolve(name)).model().getVariablesCount());
        }
        for (int level = 0; level <= 2; level++) {
            LinearOracle days = create("roster.pb,prefix=day,linearization=" + level);
            assertArrayEquals(
                    new double[] {1, 0, 0, 0, 0, 1}, solve(days, theta).toArray());
        }
        assertRefused("linearization = 3", () -> create("roster.pb,linearization=3"));
        assertRefused("prefix = 'night'", () -> create("roster.pb,prefix=night"));
        assertRefused("gap = -0.5", () -> create("roster.pb,gap=-0.5"));
        Files.writeString(folder.resolve("bad.pbtxt"), "variables {\n  domain: 0\n  domain: x\n}\n");
        assertMalformed("bad.pbtxt:3: ", () -> create("bad.pbtxt"));
        Files.writeString(folder.resolve("odd.pbtxt"), "variables { domain: 0 }\n");
        assertMalformed("the model is invalid", () -> create("odd.pbtxt"));
        Files.writeString(folder.resolve("none.pbtxt"), "");
        assertMalformed("no variables", () -> create("none.pbtxt"));
        Files.writeString(folder.resolve("text.pb"), "variables { domain: 0 }\n");
        assertMalformed("not a model of CP-SAT", () -> create("text.pb"));
        assertMalformed("the file does not exist", () -> create("missing.pb"));
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        String content = "variables { domain: [0, 1] }\nvariables { domain: [0, 5] }\n"
                + "constraints { linear { vars: [0, 1] coeffs: [3, 1] domain: [0, 6] } }\n";
        FileReaderContract.of("model.pbtxt", content.getBytes(UTF_8), OrToolsCpSat::read)
                .every(53)
                .check(folder)
                .require();
    }

    @Test
    void bruteForceKnowsAllRosters() {
        List<BoolVar> shifts = new ArrayList<>();
        CpModel model = RandomModel.roster(3, 4, shifts);
        LinearOracle oracle = OrToolsCpSat.of(model, Sense.MINIMIZE, shifts)
                .promise(Trait.CONSTANT_SUM)
                .oracle();
        BruteForceOracle all = BruteForceOracle.zeroOne(Sense.MINIMIZE, 12, y -> RandomModel.isRoster(y, 3, 4));
        assertEquals(all.traits(), oracle.traits());
        for (int seed = 0; seed < 20; seed++) {
            double[] theta = RandomMip.gaussians(seed, 12);
            assertArrayEquals(all.solve(theta), oracle.solve(theta));
        }
    }
}
